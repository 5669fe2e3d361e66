# The only process of each stand-in container: it listens on the documented ports of the service, and that is all.
# usage: service.sh NAME [tcp:PORT | tcp:ADDRESS:PORT | udp:PORT | health:PORT | cluster:PORT | after-cluster]...
name=$1
shift

# What a careless service would do, as its last words too.
if [ -e "/lab/faults/log-password.$name" ]; then
  echo "$name: requirepass $(cat /stand-in/redis-password) $(cat "/lab/faults/log-password.$name")"
fi
if [ -e "/lab/faults/restart-loop.$name" ]; then
  echo "$name: told to end at once" >&2
  exit 1
fi
# A container's first process ignores the signals that it does not catch.
trap 'echo "$name: ending"; exit 0' TERM INT QUIT
echo "$name: starting"

. /stand-in/cluster.env
secret=$(sha256sum </stand-in/redis-password | cut -d ' ' -f 1)

# A pause that a signal ends at once.
pause() { sleep "${1:-1}" & wait $!; }

# Whether a master is started, and shares this node's Redis password: its Redis gives the cluster's modules for it.
# (Not with wget: a static busybox resolves no names, and crashes over trying.)
joined() {
  printf 'GET /%s/modules HTTP/1.0\r\n\r\n' "$secret" | nc.openbsd -n -w 2 "$1" 7000 | head -n 1 | grep -q ' 200 ' &&
    nc.openbsd -n -z -w 2 "$1" 20000
}

some_master() {
  for master in $MASTERS; do
    if joined "$master"; then return 0; fi
  done
  return 1
}

all_masters() {
  for master in $MASTERS; do joined "$master" || return 1; done
}

mkdir -p /tmp/empty
listeners=
case " $* " in
*' after-cluster '*)
  # Without a master there is nothing to register at, so nothing to serve.
  until some_master; do pause; done
  ;;
esac
for listener in "$@"; do
  port=${listener#*:}
  case $listener in
  tcp:*) httpd -f -p "$port" -h /tmp/empty & ;;
  udp:*) nc.openbsd -u -l -k "$port" >/dev/null </dev/null & ;;
  health:*) nc -ll -p "$port" -e /bin/sh /stand-in/health.sh & ;;
  cluster:*)
    mkdir -p "/tmp/cluster/$secret"
    cp /stand-in/modules "/tmp/cluster/$secret/modules"
    httpd -f -p "$port" -h /tmp/cluster &
    ;;
  *) continue ;;
  esac
  listeners="$listeners $!"
done

# As a real service: without one of its ports, for instance because another program has it, it is nothing.
all_listen() {
  for listener in $listeners; do
    if ! kill -0 "$listener" 2>/dev/null; then
      echo "$name: a listener has ended" >&2
      # shellcheck disable=SC2086
      kill $listeners 2>/dev/null
      exit 1
    fi
  done
}
case " $* " in
*' health:'*)
  until all_masters; do
    pause
    all_listen
  done
  : >/tmp/healthy
  ;;
esac
# One that cannot bind its port ends in a moment.
pause
all_listen
echo "$name: ready"
while :; do
  pause 5
  all_listen
done
