# Sourced by ./test: what the tests need on this machine.

# Command that must exist, and the Debian package that brings it.
needs=(
  dockerd:docker.io
  iptables:iptables
  ip:iproute2
  rabbitmq-server:rabbitmq-server
  mosquitto:mosquitto
  openssl:openssl
  snmptrap:snmp
  snmpd:snmpd
  snmptrapd:snmptrapd
  tcpdump:tcpdump
  chromium:chromium
  runuser:util-linux
)

check_tools() {
  command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: install it from https://dot.net and put dotnet on the PATH." >&2; exit 1; }
  command -v node >/dev/null || { echo "Node 20 or newer is missing: install it and put node and npm on the PATH." >&2; exit 1; }
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || { echo "Node 20 or newer is needed; this is $(node --version)." >&2; exit 1; }
}

missing_packages() {
  local need
  for need in "${needs[@]}"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "${need%%:*}" >/dev/null || echo "${need##*:}"
  done
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
}

# install_packages ALLOWED: Debian packages by apt-get; services that they would start are held back.
install_packages() {
  local packages
  packages=$(missing_packages | sort -u | tr '\n' ' ')
  if [ -n "${packages// /}" ]; then
    local command="apt-get install -y --no-install-recommends $packages"
    if [ "$(id -u)" -ne 0 ] || [ "$1" != 1 ]; then
      echo "Packages are missing. Run: sudo $command" >&2
      exit 1
    fi
    echo "Installing $packages"
    local policy=/usr/sbin/policy-rc.d
    local held=0
    if [ ! -e "$policy" ]; then
      printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && held=1
    fi
    local log
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive $command; } >"$log" 2>&1; then
      tail -n 40 "$log" >&2
      [ "$held" = 1 ] && rm -f "$policy"
      echo "The installation failed; the end of its log is above." >&2
      exit 1
    fi
    rm -f "$log"
    [ "$held" = 1 ] && rm -f "$policy"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "The tests start a private Docker Engine, which needs root. Run: sudo ./test" >&2
    exit 1
  fi
  export PATH="$PATH:/usr/sbin:/sbin"
}
