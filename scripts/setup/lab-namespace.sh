#!/bin/bash
# The first process of a lab's own pid, mount and network namespaces. When it ends, for whatever reason,
# the kernel ends every other process in there and drops every mount and network with them.
# usage: lab-namespace.sh COMMAND [ARGUMENT...]
set -eu

# /run holds what programs leave behind (network namespace names, nspawn's locks, the nodes' disks): a private one.
resolver=$(readlink -f /etc/resolv.conf || echo /etc/resolv.conf)
mount -t tmpfs -o mode=755 lab-run /run
mkdir -p /run/lock /run/netns /run/openvidu-lab "$(dirname "$resolver")"
[ -e "$resolver" ] || : >"$resolver"
# `ip netns` makes this mount when it is missing. Made here, a lab that comes and goes leaves the mounts as they were.
mount --bind /run/netns /run/netns
mount --make-shared /run/netns

# Names are those of the lab, for the tests and the product as for the nodes. Outside names do not exist.
echo 'nameserver 10.5.0.254' >/run/openvidu-lab/resolv.conf
mount --bind /run/openvidu-lab/resolv.conf "$resolver"

ip link set lo up

# Bash stays here as init: it reaps orphans and passes signals on to the command.
# (A shell starts background commands deaf to Ctrl-C; env gives them their hearing back.)
env --default-signal=INT,QUIT "$@" <&0 3>&- &
command=$!
for signal in TERM HUP INT; do trap "kill -$signal $command 2>/dev/null" "$signal"; done
status=0
wait "$command" || status=$?
# A trapped signal interrupts `wait` while the command is still ending.
while kill -0 "$command" 2>/dev/null; do
  status=0
  wait "$command" || status=$?
done
exit "$status"
