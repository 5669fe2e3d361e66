#!/bin/sh
# What `systemctl start openvidu` runs: the containers of this node's role and of the cluster's modules.
set -eu
cd /opt/openvidu
. stand-in/cluster.env

value() { sed -n "s/^[[:space:]]*$1=//p" "$2" | head -n 1; }

start() {
  echo "starting with modules: $1"
  COMPOSE_PROFILES=$1 docker-compose up -d
}

for file in config/node/master_node.env config/node/media_node.env; do
  if [ -e "$file" ]; then value REDIS_PASSWORD "$file" | tr -d '\n' >stand-in/redis-password; fi
done
if [ -e config/cluster/openvidu.env ]; then
  modules=$(value ENABLED_MODULES config/cluster/openvidu.env)
elif [ -e .env ]; then
  modules=$(value COMPOSE_PROFILES .env)
else
  # A media node learns from the masters' Redis what the cluster has.
  start ''
  secret=$(sha256sum <stand-in/redis-password | cut -d ' ' -f 1)
  modules=''
  while [ -z "$modules" ]; do
    for master in $MASTERS; do
      if modules=$(curl -fsS --max-time 2 "http://$master:7000/$secret/modules"); then break; fi
      modules=''
    done
    [ -n "$modules" ] || sleep 1
  done
fi
echo "$modules" >stand-in/modules
start "$modules"
# The unit is active for as long as this runs.
exec sleep infinity
