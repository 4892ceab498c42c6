# Sourced by the servers here. Each is started with a folder that is its own, prints NAME=value lines, and ends when told.
set -eu

die() { echo "$*" >&2; exit 1; }

# A port of loopback that nobody has. Somebody may take it before us: whoever starts a server on it looks.
free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# start FOLDER NAME CMD...: in the background, with its process id and what it says in the folder.
start() {
    local folder="$1" name="$2"
    shift 2
    "$@" > "$folder/$name.log" 2>&1 < /dev/null &
    echo $! > "$folder/$name.pid"
}

# wait_for SECONDS CMD...: until CMD succeeds.
wait_for() {
    local left=$(($1 * 10))
    shift
    while ! "$@" > /dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}

# stop FOLDER NAME: ends that process and those it began, and waits for it.
stop() {
    local file="$1/$2.pid" id
    [ -s "$file" ] || return 0
    id="$(cat "$file")"
    local began
    began="$(cat "/proc/$id/task/$id/children" 2> /dev/null || true)"
    # shellcheck disable=SC2086 # a list of numbers
    kill "$id" $began 2> /dev/null || true
    wait_for 15 sh -c "! kill -0 $id" || kill -9 "$id" 2> /dev/null || true
    rm -f "$file"
}
