#!/bin/bash
# Builds the root filesystem that every lab node shares, read-only, under its own overlay.
# usage: lab-rootfs.sh TARGET
# The cache is keyed by the text of this file, so a change here makes a new root filesystem.
set -euo pipefail

target=$1
packages=openssh-server,systemd,systemd-sysv,dbus,libpam-systemd,sudo,curl,ca-certificates,iproute2,procps
packages+=,iputils-ping,python3,kmod,netcat-openbsd,less,nftables,iptables,ufw,firewalld,libfaketime
packages+=,docker.io,docker-compose,busybox-static

# The machine's own apt configuration says where Debian is fetched from.
mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
  awk '$1 == "bookworm" { print $2; exit }')

mmdebstrap --mode=root --variant=minbase --include="$packages" \
  --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt=force-unsafe-io \
  --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' \
  bookworm "$target" ${mirror:+"$mirror"}

# Identities belong to a node, never to the shared root.
rm -f "$target"/etc/ssh/ssh_host_*
: >"$target/etc/machine-id"

# ubuntu: what cloud machines have. nosudo and withpassword: for the tests of refusals.
for user in ubuntu nosudo withpassword; do
  chroot "$target" useradd --create-home --shell /bin/bash "$user"
done
echo 'withpassword:lab-sudo-password' | chroot "$target" chpasswd
install -m 0440 /dev/stdin "$target/etc/sudoers.d/lab" <<'SUDOERS'
ubuntu ALL=(ALL) NOPASSWD: ALL
withpassword ALL=(ALL) ALL
SUDOERS
# As on Ubuntu: programs under sudo see /etc/environment too (the clock skew depends on it).
echo 'session required pam_env.so readenv=1 user_readenv=0' >>"$target/etc/pam.d/sudo"

cat >"$target/etc/ssh/sshd_config.d/lab.conf" <<'SSHD'
UseDNS no
MaxStartups 100:30:200
KbdInteractiveAuthentication yes
SSHD
install -D -m 0644 /dev/stdin "$target/etc/systemd/system/ssh.service.d/lab.conf" <<'UNIT'
[Service]
ExecStartPre=
ExecStartPre=/bin/sh -c 'test -f /etc/ssh/ssh_host_ed25519_key || ssh-keygen -A'
ExecStartPre=/usr/sbin/sshd -t
UNIT

# Docker inside a node: no bridge of its own (containers use the node's network), writable cgroups.
install -D -m 0644 /dev/stdin "$target/etc/docker/daemon.json" <<'DOCKER'
{ "iptables": false, "ip6tables": false, "bridge": "none", "storage-driver": "overlay2" }
DOCKER
install -D -m 0644 /dev/stdin "$target/etc/systemd/system/docker.service.d/lab.conf" <<'UNIT'
[Service]
ExecStartPre=/bin/sh -c 'for group in /sys/fs/cgroup /sys/fs/cgroup/*; do mount -o remount,bind,rw "$group" 2>/dev/null; done; true'
UNIT

# Nothing of this is of use in a test node, and each costs time at boot.
for unit in console-getty.service getty.target apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer \
  e2scrub_all.timer fstrim.timer nftables.service systemd-networkd.service systemd-resolved.service; do
  ln -sf /dev/null "$target/etc/systemd/system/$unit"
done

# It is there, as ufw is, and does nothing until somebody switches it on.
systemctl --root="$target" disable --quiet firewalld.service

# The image of every stand-in container: busybox, and a netcat that can listen on UDP (busybox's cannot).
image=$(mktemp -d)
trap 'rm -rf "$image"' EXIT
mkdir -p "$image/bin" "$image/etc" "$image/tmp"
cp "$target/bin/busybox" "$image/bin/busybox"
for applet in $(chroot "$target" busybox --list); do
  [ "$applet" = busybox ] || ln -s busybox "$image/bin/$applet"
done
cp "$target/bin/nc.openbsd" "$image/bin/nc.openbsd"
chroot "$target" ldd /bin/nc.openbsd | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "$image$(dirname "$library")"
  cp -L "$target$library" "$image$library"
done
mkdir -p "$target/usr/share/openvidu-lab"
tar -C "$image" -cf "$target/usr/share/openvidu-lab/image.tar" .
