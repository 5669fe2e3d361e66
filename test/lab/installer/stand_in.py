"""Stands in for OpenVidu's installer image: checks the arguments of one release and lays out the node's files.

usage: stand_in.py FOLDER RELEASE ARGUMENT...
FOLDER holds the stand-in's other parts; the node's files, the script that installs them and the last message go there.
"""

import json
import os
import re
import socket
import subprocess
import sys

import layout

FAULTS = "/var/lib/openvidu-lab/faults"


def refuse(message):
    sys.exit(f"stand-in installer: {message}")


class Release:
    """The facts of releases.json that hold at one release."""

    def __init__(self, folder, name):
        with open(f"{folder}/releases.json", encoding="utf8") as file:
            self.table = json.load(file)
        self.name = name
        self.order = self.table["releases"]
        if name not in self.order:
            refuse(f"release {name} is not known")

    def holds(self, fact):
        first, last = fact.get("from", self.order[0]), fact.get("to", self.order[-1])
        return self.order.index(first) <= self.order.index(self.name) <= self.order.index(last)

    def of(self, *keys):
        facts = self.table
        for key in keys:
            facts = facts[key]
        return [fact for fact in facts if self.holds(fact)]


def parse(release, role, words):
    """The arguments as a dictionary. An argument that the release does not know is refused by its name."""
    known = {argument["name"]: argument for argument in release.of("arguments", role)}
    values = {}
    for word in words:
        name, equals, value = word.partition("=")
        argument = known.get(name)
        if argument is None:
            refuse(f"unknown argument '{name}' for a {role} node of release {release.name}")
        if argument.get("flag"):
            if equals:
                refuse(f"argument '{name}' takes no value")
        elif not equals:
            refuse(f"argument '{name}' needs a value")
        elif value not in argument.get("values", [value]):
            refuse(f"'{value}' is not a documented value of '{name}'")
        # The wrapper passes some arguments that the documented commands repeat.
        if values.setdefault(name, value) != value:
            refuse(f"argument '{name}' is given twice, with different values")
    return values


def demand(release, role, values):
    """Refuses when an argument is missing that the release requires with these modules and this certificate."""
    modules = [module for module in values.get("--enabled-modules", "").split(",") if module]
    allowed = [module["name"] for module in release.of("modules")]
    for module in modules:
        if module not in allowed:
            refuse(f"unknown module '{module}' for release {release.name}")
    balancer = "--external-load-balancer" in values
    certificate = values.get("--certificate-type")
    for argument in release.of("arguments", role):
        required = argument.get("required", False)
        if required == "no-external-load-balancer":
            required = not balancer
        elif isinstance(required, str):
            required = required == certificate
        if "module" in argument:
            required = required and argument["module"] in modules
        if required and not values.get(argument["name"]):
            refuse(f"argument '{argument['name']}' is required")
        if "with" in argument and argument["name"] in values and argument["with"] not in values:
            refuse(f"argument '{argument['name']}' goes with '{argument['with']}'")


def own_addresses():
    links = json.loads(subprocess.check_output(["ip", "-json", "-4", "address", "show"]))
    return [address["local"] for link in links for address in link["addr_info"]]


def check_addresses(role, values):
    """The masters' addresses and the node's own private address."""
    masters = values["--master-node-private-ip-list"].split(",")
    if len(masters) != 4 or not all(re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", master) for master in masters):
        refuse("'--master-node-private-ip-list' needs 4 IPv4 addresses, separated by commas")
    if role == "master":
        own = [master for master in masters if master in own_addresses()]
        if not own:
            refuse("none of this machine's addresses is in '--master-node-private-ip-list'")
        return masters, own[0]
    if "--private-ip" in values:
        return masters, values["--private-ip"]
    # The address that this machine uses towards the masters.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((masters[0], 9))
        return masters, probe.getsockname()[0]


def main():
    folder, version, *words = sys.argv[1:]
    # What a careless installer would do.
    if os.path.exists(f"{FAULTS}/echo-arguments"):
        print("installing with:", *words, flush=True)
    role = "media" if "--node-role=media-node" in words[:2] else "master"
    release = Release(folder, version)
    values = parse(release, role, words)
    demand(release, role, values)
    masters, private_ip = check_addresses(role, values)
    # What the real installer does over an installation is not documented; nothing is made up here.
    if os.path.exists("/opt/openvidu"):
        refuse("/opt/openvidu exists: what installing over it does is not documented, so the stand-in refuses")
    layout.write(folder, release, role, words, values, masters, private_ip)


main()
