# Answers one HTTP request on the port of the master's Caddy: healthy only once all four masters have been started.
read -r _ path _
while read -r header && [ "$(printf %s "$header" | tr -d '\r')" != '' ]; do :; done
status='404 Not Found' body=''
if [ "$path" = /health/caddy ]; then
  status='503 Service Unavailable'
  if [ -e /tmp/healthy ]; then status='200 OK' body=OK; fi
fi
printf 'HTTP/1.1 %s\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s' "$status" "${#body}" "$body"
