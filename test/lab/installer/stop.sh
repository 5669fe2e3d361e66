#!/bin/sh
# What `systemctl stop openvidu` runs: all containers are stopped and removed, whatever modules they belong to.
cd /opt/openvidu
COMPOSE_PROFILES=observability,v2compatibility,app,openviduMeet docker-compose down --timeout 5
