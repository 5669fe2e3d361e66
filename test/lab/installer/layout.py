"""The files that an installation leaves on a node, as documented for each generation of releases."""

import base64
import json
import os
import stat

BANNERS = {
    "master": ">  🎉🎉 OpenVidu HA 'Master Node' Installation Finished Successfully! 🎉🎉    <",
    "media": ">  🎉 OpenVidu HA 'Media Node' Installation Finished Successfully! 🎉         <",
}

UNIT = """[Unit]
Description=OpenVidu
Requires=docker.service
After=docker.service network-online.target

[Service]
Type=exec
WorkingDirectory=/opt/openvidu
ExecStart=/opt/openvidu/stand-in/run.sh
ExecStop=/opt/openvidu/stand-in/stop.sh
TimeoutStopSec=120

[Install]
WantedBy=multi-user.target
"""

SYSCTL = """net.core.rmem_max=33554432
net.core.wmem_max=33554432
net.core.rmem_default=2500000
net.core.wmem_default=2500000
net.ipv4.udp_rmem_min=2500000
net.ipv4.udp_wmem_min=2500000
"""

# The unit is not enabled: whether the real installer does that is not documented.
INSTALL = """set -eu
mkdir -p /var/lib/openvidu-lab
if [ -e /var/lib/openvidu-lab/faults/delay ]; then sleep "$(cat /var/lib/openvidu-lab/faults/delay)"; fi
if [ -e /var/lib/openvidu-lab/faults/before-banner ]; then
  echo "stand-in installer: told to fail before the end" >&2
  exit 1
fi
docker image inspect openvidu/stand-in >/dev/null 2>&1 ||
  docker import /usr/share/openvidu-lab/image.tar openvidu/stand-in >/dev/null
cp -a "$1/files/." /
systemctl daemon-reload
"""


def env(pairs):
    """The text of an env file, without the keys that have no value."""
    return "".join(f"{key}={value}\n" for key, value in pairs if value is not None)


def credentials(values):
    """The keys that every generation has, from the arguments that they come from."""
    arguments = {
        "LIVEKIT_API_KEY": "--livekit-api-key",
        "LIVEKIT_API_SECRET": "--livekit-api-secret",
        "DASHBOARD_ADMIN_USERNAME": "--dashboard-admin-user",
        "DASHBOARD_ADMIN_PASSWORD": "--dashboard-admin-password",
        "GRAFANA_ADMIN_USERNAME": "--grafana-admin-user",
        "GRAFANA_ADMIN_PASSWORD": "--grafana-admin-password",
        "MINIO_ACCESS_KEY": "--minio-access-key",
        "MINIO_SECRET_KEY": "--minio-secret-key",
        "MONGO_ADMIN_USERNAME": "--mongo-admin-user",
        "MONGO_ADMIN_PASSWORD": "--mongo-admin-password",
        "MONGO_REPLICA_SET_KEY": "--mongo-replica-set-key",
    }
    return [(key, values.get(argument)) for key, argument in arguments.items()]


def beta_files(role, values, masters, private_ip):
    """3.0.0-beta1: one .env on every node."""
    numbered = [(f"MASTER_NODE_{number}_PRIVATE_IP", master) for number, master in enumerate(masters, 1)]
    profiles = [("COMPOSE_PROFILES", values["--enabled-modules"])]
    if role == "media":
        services = ["livekit", "ingress", "egress", "prometheus", "promtail", "caddy"]
        keys = [*numbered, ("MEDIA_NODE_PRIVATE_IP", private_ip), *profiles]
    else:
        services = ["caddy", "loki", "promtail", "mimir"]
        keys = [
            ("DOMAIN_OR_PUBLIC_IP", values["--domain-name-or-ip"]),
            *credentials(values),
            ("REDIS_PASSWORD", values["--redis-password"]),
            ("CALL_USER", values.get("--default-app-user")),
            ("CALL_SECRET", values.get("--default-app-password")),
            ("CALL_ADMIN_USERNAME", values.get("--default-app-admin-user")),
            ("CALL_ADMIN_SECRET", values.get("--default-app-admin-password")),
            *numbered,
            *profiles,
        ]
    files = {f"config/{service}.yaml": "" for service in services}
    return {**files, ".env": env(keys)}


def cluster_files(release, role, values, private_ip):
    """3.0.0 and later: cluster-wide and node files; a media node has only its node file."""
    redis = ("REDIS_PASSWORD", values["--redis-password"])
    if role == "media":
        return {"config/node/media_node.env": env([("MEDIA_NODE_PRIVATE_IP", private_ip), redis])}
    with_meet = release.order.index(release.name) >= release.order.index("3.4.0")
    app = (
        [
            ("MEET_INITIAL_ADMIN_USER", "admin"),
            ("MEET_INITIAL_ADMIN_PASSWORD", values.get("--meet-initial-admin-password")),
            ("MEET_INITIAL_API_KEY", values.get("--meet-initial-api-key")),
        ]
        if with_meet
        else [
            ("CALL_USER", values.get("--default-app-user")),
            ("CALL_SECRET", values.get("--default-app-password")),
            ("CALL_ADMIN_USER", values.get("--default-app-admin-user")),
            ("CALL_ADMIN_SECRET", values.get("--default-app-admin-password")),
        ]
    )
    master = ["caddy.yaml", "dashboard.env", "loki.yaml", "mimir.yaml", "minio.env", "mongo.env", "operator.env"]
    master += ["promtail.yaml", "redis.env", "v2compatibility.env"]
    media = ["caddy.yaml", "egress.yaml", "ingress.yaml", "livekit.yaml", "prometheus.yaml", "promtail.yaml"]
    files = {f"config/cluster/master_node/{name}": "" for name in master}
    files |= {f"config/cluster/media_node/{name}": "" for name in media}
    files[f"config/cluster/master_node/{'meet' if with_meet else 'app'}.env"] = env(app)
    files["config/node/master_node.env"] = env([redis])
    files["config/cluster/openvidu.env"] = env(
        [
            ("DOMAIN_NAME", values["--domain-name"]),
            ("OPENVIDU_PRO_LICENSE", values["--openvidu-pro-license"]),
            ("OPENVIDU_RTC_ENGINE", values["--rtc-engine"]),
            ("ENABLED_MODULES", values["--enabled-modules"]),
            ("LIVEKIT_TURN_DOMAIN_NAME", values.get("--turn-domain-name")),
            ("LETSENCRYPT_EMAIL", values.get("--letsencrypt-email")),
            *credentials(values),
        ]
    )
    return files


def compose(release, role, values):
    """The services of the compose files: the documented containers, those of a module behind a profile of its name."""
    balancer = "--external-load-balancer" in values
    services = {}
    for container in release.of("containers", role):
        if container.get("balancer", balancer) != balancer:
            continue
        name = container["name"]
        service = services.setdefault(
            name,
            {
                "container_name": name,
                "image": "openvidu/stand-in",
                "network_mode": "host",
                "restart": "unless-stopped",
                "command": ["/bin/sh", "/stand-in/service.sh", name],
                "volumes": ["/opt/openvidu/stand-in:/stand-in:ro", "/var/lib/openvidu-lab:/lab:ro"],
            },
        )
        service["command"] += container["ports"]
        if container.get("afterCluster"):
            service["command"].append("after-cluster")
        if "module" in container:
            service["profiles"] = [container["module"]]
    return services


def compose_files(release, role, values, extension):
    """The compose file, and beside it the one of the default application."""
    services = compose(release, role, values)
    parts = {"docker-compose": {name: service for name, service in services.items() if name != "app"}}
    if "app" in services:
        parts["docker-compose.override"] = {"app": services["app"]}
    # JSON is YAML.
    return {
        f"{name}.{extension}": json.dumps({"version": "3.8", "services": part}, indent=2) + "\n"
        for name, part in parts.items()
    }


def own_certificates(beta, values):
    """The names of the files are documented for the first releases only; later ones are those of the single-node edition."""
    files = {}
    for kind in ["", "turn-"]:
        domain = values.get("--turn-domain-name" if kind else "--domain-name-or-ip", "turn")
        names = [f"{domain}.key", f"{domain}.cert"] if beta else [f"{kind}privkey.pem", f"{kind}fullchain.pem"]
        for name, half in zip(names, ["private", "public"]):
            encoded = values.get(f"--{kind}owncert-{half}-key")
            if encoded is not None:
                files[f"owncert/{name}"] = base64.b64decode(encoded, validate=True).decode()
    return files


def write(folder, release, role, words, values, masters, private_ip):
    """Writes everything that the wrapper needs to finish the installation, and what it was called with."""
    beta = release.name.startswith("3.0.0-beta")
    files = beta_files(role, values, masters, private_ip) if beta else cluster_files(release, role, values, private_ip)
    files |= own_certificates(beta, values)
    files |= compose_files(release, role, values, "yml" if beta else "yaml")
    files["deployment-info.yaml"] = (
        f"version: {release.name}\nenvironment: {values.get('--environment', 'on_premise')}\n"
    )
    # What only the stand-in's own parts read.
    files["stand-in/cluster.env"] = f'ROLE={role}\nMASTERS="{" ".join(masters)}"\n'
    if role == "media" or beta:
        files["stand-in/redis-password"] = values["--redis-password"]
    files["stand-in/arguments"] = "".join(f"{word}\n" for word in words)
    for part in ["service.sh", "health.sh", "run.sh", "stop.sh"]:
        with open(f"{folder}/{part}", encoding="utf8") as file:
            files[f"stand-in/{part}"] = file.read()
    tree = {f"files/opt/openvidu/{path}": text for path, text in files.items()}
    tree["files/etc/systemd/system/openvidu.service"] = UNIT
    if not beta:
        tree["files/etc/sysctl.d/50-openvidu.conf"] = SYSCTL
    tree[f"installation-scripts/openvidu/install_ov_{role}_node.sh"] = INSTALL
    frame = "> " + "- " * 38 + "<\n"
    empty = ">" + " " * 77 + "<\n"
    tree["finish-message.txt"] = frame + empty + BANNERS[role] + "\n" + empty + frame
    tree["private-ip.txt"] = private_ip + "\n"
    for path, text in tree.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf8") as file:
            file.write(text)
        if path.endswith(".sh"):
            os.chmod(target, stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
