# Sourced by ./test: which suites there are, and how they run and count.

configuration=Release
suite_limit=900

list_suites() {
  local project
  for project in tests/*.Tests; do
    basename "$project" .Tests
  done
  if [ -f designer/package.json ]; then
    echo "console"
    echo "console-e2e"
  fi
}

build_all() {
  echo "Building"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  dotnet build Orchestrator.sln -c $configuration -v quiet -nodeReuse:false || { echo "The build failed." >&2; echo "0 passed, 1 failed"; exit 1; }
  if [ -f designer/package.json ]; then
    (cd designer && npm ci --no-audit --no-fund --loglevel=error && npm run build --silent) >"$work/console-build.log" 2>&1 ||
      { tail -n 40 "$work/console-build.log" >&2; echo "The console's build failed." >&2; echo "0 passed, 1 failed"; exit 1; }
  fi
  export ORCHESTRATOR_TEST_SERVER="$root/engine/Server/bin/$configuration/net10.0/orchestrator"
}

selected() {
  local name=$1 part
  shift
  [ $# -eq 0 ] && return 0
  for part in "$@"; do
    [[ "${name,,}" == *"${part,,}"* ]] && return 0
  done
  return 1
}

run_suites() {
  local name passed=0 failed=0 p f status log started
  for name in $(list_suites); do
    selected "$name" "$@" || continue
    log="$work/$name.log"
    started=$SECONDS
    status=0
    run_suite "$name" >"$log" 2>&1 || status=$?
    read -r p f < <(count "$log")
    if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
      f=1
    elif [ "$status" -eq 0 ] && [ $((p + f)) -eq 0 ]; then
      f=1
    fi
    printf '%-16s %4d passed  %3d failed  %4d s\n' "$name" "$p" "$f" "$((SECONDS - started))"
    if [ "$f" -gt 0 ]; then
      echo "---- $name ----"
      tail -n 300 "$log"
      echo "---- end of $name ----"
    fi
    passed=$((passed + p))
    failed=$((failed + f))
  done
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

run_suite() {
  case $1 in
    console) (cd designer && timeout "$suite_limit" npm test --silent) ;;
    console-e2e) (cd designer && timeout "$suite_limit" npm run e2e --silent) ;;
    *) timeout "$suite_limit" "tests/$1.Tests/bin/$configuration/net10.0/$1.Tests" --progress off --ansi off ;;
  esac
}

# count LOG: "passed failed", from the summaries of Microsoft.Testing.Platform and from plain count lines.
count() {
  sed 's/\x1b\[[0-9;]*[A-Za-z]//g' "$1" | awk '
    /^ *succeeded: [0-9]+/ { passed += $2 }
    /^ *failed: [0-9]+/ { failed += $2 }
    /^[0-9]+ passed, [0-9]+ failed/ { passed += $1; failed += $3 }
    END { print passed + 0, failed + 0 }'
}
