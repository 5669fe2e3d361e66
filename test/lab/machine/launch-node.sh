#!/bin/bash
# Runs one node's systemd until the node is powered off, starting it again when it reboots.
# usage: launch-node.sh NAME FOLDER   (FOLDER holds `root`, the node's merged root, and `disk`)
# Called in a mount namespace of its own.
set -eu
name=$1 folder=$2

# nspawn leaves an empty folder in /tmp when it is killed.
mount -t tmpfs lab-tmp /tmp

# A group of its own in every hierarchy: Docker in the node makes its containers' groups below it.
while read -r _ hierarchy type _; do
  case $type in cgroup | cgroup2) ;; *) continue ;; esac
  for group in "$hierarchy/$OPENVIDU_LAB" "$hierarchy/$OPENVIDU_LAB/$name"; do
    mkdir -p "$group"
    # A new cpuset has no processors and refuses processes until it is given some.
    for key in cpuset.cpus cpuset.mems; do
      if [ -e "$group/$key" ]; then cat "$group/../$key" >"$group/$key"; fi
    done
  done
  echo $$ >"$group/cgroup.procs"
done </proc/self/mounts

# The capabilities and system calls are what dockerd and its containers need. The clock and the modules stay the machine's. (CAP_SYS_BOOT in a pid namespace ends that namespace, which is what a reboot needs.)
export SYSTEMD_NSPAWN_API_VFS_WRITABLE=network
status=133
while [ "$status" -eq 133 ]; do # 133: systemd in the node asked for a reboot
  status=0
  systemd-nspawn --quiet --keep-unit --register=no --boot --directory="$folder/root" \
    --machine="$name" --hostname="$name" --network-namespace-path="/run/netns/$name" \
    --resolv-conf=off --timezone=off --link-journal=no --console=pipe \
    --capability=all --drop-capability=CAP_SYS_TIME,CAP_SYS_MODULE \
    --system-call-filter=@keyring --system-call-filter=bpf \
    --bind="$folder/disk/docker:/var/lib/docker" </dev/null || status=$?
done
exit "$status"
