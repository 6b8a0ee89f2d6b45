# Sourced by ./test: private PostgreSQL, RabbitMQ, mosquitto and Docker Engine, data in $work.

pg_bin=""
bridge=""
docker_started=0 rabbit_pid="" docker_pid="" mosquitto_pid=""

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

# wait_for SECONDS WHAT COMMAND...: asks until the command succeeds.
wait_for() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ $SECONDS -ge $deadline ]; then
      echo "$what did not come up." >&2
      return 1
    fi
    read -rt 0.2 <> <(:) || :
  done
}

start_services() {
  start_postgres
  start_rabbit
  start_mosquitto
  start_docker
  export ORCHESTRATOR_TEST_CHROMIUM
  ORCHESTRATOR_TEST_CHROMIUM=$(command -v chromium)
}

start_postgres() {
  pg_bin=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
  local port
  port=$(free_port)
  mkdir "$work/postgres" && chown postgres "$work/postgres"
  runuser -u postgres -- "$pg_bin/initdb" -D "$work/postgres/data" -U orchestrator --auth=trust --encoding=UTF8 --locale=C >"$work/postgres.log" 2>&1
  runuser -u postgres -- "$pg_bin/pg_ctl" -D "$work/postgres/data" -l "$work/postgres/server.log" -w -t 60 \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/postgres -c max_connections=300" start >>"$work/postgres.log" 2>&1 ||
    { cat "$work/postgres.log" "$work/postgres/server.log" >&2; return 1; }
  runuser -u postgres -- "$pg_bin/createdb" -h 127.0.0.1 -p "$port" -U orchestrator orchestrator
  export ORCHESTRATOR_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=orchestrator;Database=orchestrator"
  echo "PostgreSQL listens on 127.0.0.1:$port"
}

# make_certificates FOLDER: an authority with a certificate for 127.0.0.1 and one for a client.
make_certificates() {
  local folder=$1 name
  mkdir -p "$folder"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=Orchestrator test authority" -keyout "$folder/ca.key" -out "$folder/ca.pem" 2>/dev/null
  for name in server client; do
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$name.test" -keyout "$folder/$name.key" -out "$folder/$name.csr" 2>/dev/null
    openssl x509 -req -in "$folder/$name.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 30 -out "$folder/$name.pem" \
      -extfile <(echo "subjectAltName=IP:127.0.0.1,DNS:$name.test") 2>/dev/null
  done
  chmod 644 "$folder"/*
}

start_rabbit() {
  local port dist epmd tls
  port=$(free_port) dist=$(free_port) epmd=$(free_port) tls=$(free_port)
  mkdir "$work/rabbit" && chown rabbitmq "$work/rabbit"
  make_certificates "$work/certificates"
  cat >"$work/rabbit/rabbit.config" <<EOF
[{rabbit, [{ssl_listeners, [{"127.0.0.1", $tls}]}, {ssl_options, [{cacertfile, "$work/certificates/ca.pem"}, {certfile, "$work/certificates/server.pem"},
  {keyfile, "$work/certificates/server.key"}, {verify, verify_peer}, {fail_if_no_peer_cert, true}]}]}].
EOF
  rabbit_env=(
    HOME="$work/rabbit" ERL_EPMD_PORT="$epmd" ERL_EPMD_ADDRESS=127.0.0.1
    RABBITMQ_NODENAME="orchestrator-test-$$@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT="$dist"
    RABBITMQ_MNESIA_BASE="$work/rabbit/mnesia" RABBITMQ_LOG_BASE="$work/rabbit/log" RABBITMQ_PID_FILE="$work/rabbit/pid"
    RABBITMQ_ENABLED_PLUGINS_FILE="$work/rabbit/plugins" RABBITMQ_CONFIG_FILE="$work/rabbit/rabbit.config" RABBITMQ_CONF_ENV_FILE="$work/rabbit/none"
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 2:2"
  )
  echo '[].' >"$work/rabbit/plugins"
  (cd "$work/rabbit" && exec setsid runuser -u rabbitmq -- env "${rabbit_env[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server) >"$work/rabbit.log" 2>&1 &
  rabbit_pid=$!
  wait_for 90 "RabbitMQ" bash -c "exec 3<>/dev/tcp/127.0.0.1/$port && printf 'AMQP\0\0\11\1' >&3 && read -rN 8 -t 2 -d '' <&3; [ \${#REPLY} -gt 0 ]" ||
    { tail -n 40 "$work/rabbit.log" >&2; return 1; }
  export ORCHESTRATOR_TEST_AMQP="amqp://guest:guest@127.0.0.1:$port/"
  export ORCHESTRATOR_TEST_AMQPS="amqps://127.0.0.1:$tls/" ORCHESTRATOR_TEST_CERTIFICATES="$work/certificates"
  echo "RabbitMQ listens on 127.0.0.1:$port"
}

start_mosquitto() {
  local port
  port=$(free_port)
  mkdir "$work/mosquitto"
  mosquitto_passwd -c -b "$work/mosquitto/passwords" orchestrator secret 2>/dev/null
  printf 'listener %s 127.0.0.1\nallow_anonymous false\npassword_file %s/mosquitto/passwords\nmax_queued_messages 100000\n' "$port" "$work" >"$work/mosquitto/mosquitto.conf"
  chown -R mosquitto "$work/mosquitto"
  setsid mosquitto -c "$work/mosquitto/mosquitto.conf" >"$work/mosquitto.log" 2>&1 &
  mosquitto_pid=$!
  wait_for 30 "mosquitto" bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" || { cat "$work/mosquitto.log" >&2; return 1; }
  export ORCHESTRATOR_TEST_MQTT="mqtt://orchestrator:secret@127.0.0.1:$port/"
  echo "mosquitto listens on 127.0.0.1:$port"
}

start_docker() {
  bridge="orct$(($$ % 100000))"
  ip link add "$bridge" type bridge && ip addr add "172.31.$((RANDOM % 250 + 1)).1/24" dev "$bridge" && ip link set "$bridge" up
  mkdir "$work/docker"
  setsid dockerd --data-root "$work/docker/data" --exec-root "$work/docker/exec" --pidfile "$work/docker/pid" -H "unix://$work/docker/docker.sock" \
    --bridge "$bridge" --iptables=false --ip-forward=false >"$work/docker.log" 2>&1 &
  docker_pid=$!
  docker_started=1
  wait_for 60 "Docker Engine" docker_answers || { tail -n 40 "$work/docker.log" >&2; return 1; }
  export ORCHESTRATOR_TEST_DOCKER="unix://$work/docker/docker.sock"
  echo "Docker Engine listens on $ORCHESTRATOR_TEST_DOCKER"
}

docker_is_gone() {
  ! kill -0 "$docker_pid"
}

docker_answers() {
  node -e 'require("http").get({socketPath:process.argv[1],path:"/_ping"},r=>process.exit(r.statusCode===200?0:1)).on("error",()=>process.exit(1))' "$work/docker/docker.sock"
}

stop_services() {
  set +e
  if [ -n "$pg_bin" ] && [ -d "$work/postgres/data" ]; then
    runuser -u postgres -- "$pg_bin/pg_ctl" -D "$work/postgres/data" -m immediate stop >/dev/null 2>&1
  fi
  if [ -n "$mosquitto_pid" ]; then
    kill "$mosquitto_pid" 2>/dev/null
  fi
  if [ -n "$rabbit_pid" ]; then
    kill -- "-$rabbit_pid" 2>/dev/null
    pkill -u rabbitmq -f "$work/rabbit" 2>/dev/null
    wait_for 20 "The end of RabbitMQ" rabbit_is_gone
    runuser -u rabbitmq -- env "${rabbit_env[@]}" epmd -kill >/dev/null 2>&1
  fi
  if [ "$docker_started" = 1 ]; then
    stop_docker
  fi
  pkill -f "$work" 2>/dev/null
  return 0
}

rabbit_is_gone() {
  ! pgrep -u rabbitmq -f "$work/rabbit"
}

stop_docker() {
  DOCKER_HOST="unix://$work/docker/docker.sock" timeout 60 bash -c 'ids=$(docker ps -aq 2>/dev/null); [ -z "$ids" ] || docker rm -f $ids' >/dev/null 2>&1
  kill "$docker_pid" 2>/dev/null
  wait_for 30 "The end of the Docker Engine" docker_is_gone
  pkill -f "$work/docker" 2>/dev/null
  local mount
  awk -v w="$work/" 'index($2, w) == 1 {print $2}' /proc/mounts | sort -r | while read -r mount; do umount -l "$mount" 2>/dev/null; done
  ip link del "$bridge" 2>/dev/null
}
