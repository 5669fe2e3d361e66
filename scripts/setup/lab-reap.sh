#!/bin/sh
# Waits for a lab to end, however it ends, and removes the only thing that namespaces do not take with them:
# its (then empty) cgroup directories. Standard input is a pipe whose other end the lab holds.
# usage: lab-reap.sh CGROUP-NAME
cat >/dev/null

remaining() { find /sys/fs/cgroup -maxdepth 2 -type d -name "$1" 2>/dev/null; }
tries=0
while groups=$(remaining "$1") && [ -n "$groups" ] && [ "$tries" -lt 200 ]; do
  # A group can be busy for a moment while the kernel still ends its processes.
  for group in $groups; do find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
