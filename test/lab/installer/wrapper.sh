#!/bin/sh
# Stand-in for OpenVidu's install_ov_@ROLE@_node.sh of release @RELEASE@: what that script does and says, as far as it is
# documented, with a small program in the place of the installer image. Served by the lab only.
set -eu

DOCKER_VERSION="${DOCKER_VERSION:-@DOCKER_VERSION@}"
DOCKER_COMPOSE_VERSION="${DOCKER_COMPOSE_VERSION:-@DOCKER_COMPOSE_VERSION@}"
OPENVIDU_VERSION="${OPENVIDU_VERSION:-@RELEASE@}"

if [ "$(id -u)" -ne 0 ]; then
  echo "Please run as root"
  exit 1
fi

# older A B: whether version A comes before version B.
older() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

if ! command -v docker >/dev/null 2>&1; then
  echo "Docker not found. Will install Docker version ${DOCKER_VERSION}."
  if ! curl -fsSL https://get.docker.com -o /tmp/get-docker.sh || ! sh /tmp/get-docker.sh --version "${DOCKER_VERSION}"; then
    echo "Can't install Docker automatically. Install it manually and run this script again"
    exit 1
  fi
elif [ -n "${DOCKER_VERSION}" ]; then
  installed=$(docker --version | sed -E 's/^Docker version ([0-9.]+).*/\1/')
  if older "$installed" "${DOCKER_VERSION}"; then
    echo "Docker version $installed is older than required version ${DOCKER_VERSION}."
    echo "Please update Docker to version ${DOCKER_VERSION} or later."
    exit 1
  fi
  echo "Docker version $installed is compatible with required version ${DOCKER_VERSION}."
fi

compose_is_missing() {
  command -v docker-compose >/dev/null 2>&1 || return 0
  [ -n "${DOCKER_COMPOSE_VERSION}" ] || return 1
  older "$(docker-compose version --short | sed 's/^v//')" "${DOCKER_COMPOSE_VERSION#v}"
}
if compose_is_missing; then
  until_second=$(($(date +%s) + 20))
  release_page=https://github.com/docker/compose/releases/download
  until curl -fsSL "$release_page/${DOCKER_COMPOSE_VERSION}/docker-compose-$(uname -s)-$(uname -m)" -o /usr/local/bin/docker-compose; do
    if [ "$(date +%s)" -ge "$until_second" ]; then
      echo "Error downloading docker-compose."
      exit 1
    fi
    echo "Error downloading docker-compose. Retrying..."
    sleep 2
  done
  chmod 755 /usr/local/bin/docker-compose
  mkdir -p /usr/local/lib/docker/cli-plugins
  ln -sf /usr/local/bin/docker-compose /usr/local/lib/docker/cli-plugins/docker-compose
fi

if [ "@RESTARTS_DOCKER@" = yes ]; then
  systemctl enable docker
  systemctl stop docker
  systemctl start docker
elif ! docker info >/dev/null 2>&1; then
  echo "Docker is not running. Starting Docker..."
  systemctl enable docker
  systemctl start docker
fi

output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT
# In the place of pulling the installer image.
for part in stand_in.py layout.py releases.json service.sh health.sh run.sh stop.sh; do
  curl -fsSL "http://get.openvidu.io/stand-in/$part" -o "$output/$part"
done

interactive=yes
for argument in "$@"; do
  if [ "$argument" = --no-tty ]; then interactive=no; fi
done
install() {
  python3 "$output/stand_in.py" "$output" "${OPENVIDU_VERSION}" "$@"
}
# $* without quotes, as in the original: a value with blanks falls into pieces here.
# shellcheck disable=SC2048,SC2086
if [ "$interactive" = yes ]; then
  install --deployment-type=ha --node-role=@ROLE@-node --install $* >/dev/tty
else
  install --deployment-type=ha --node-role=@ROLE@-node --install $*
fi

sh "$output/installation-scripts/openvidu/install_ov_@ROLE@_node.sh" "$output"
cat "$output/finish-message.txt"

if [ "@ROLE@" = media ]; then
  echo "ATTENTION!!! This is the private IP of this 'Media Node'. Make sure this IP is reachable from all the 'Master Node'"
  cat "$output/private-ip.txt"
  echo "If this is not your private IP, reinstall the 'Media Node' with the correct '--private-ip' parameter"
fi
