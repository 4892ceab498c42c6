# The Debian 12 packages that Wheelhouse needs, in one place. Sourced by tools/run, tools/test and tools/bench.
# need_packages GROUP…: installs what is missing of the groups, or prints the one line to type and stops.

packages_build="build-essential cmake ninja-build ccache lld git pkg-config
    qt6-base-dev qt6-svg-dev qt6-networkauth-dev qt6-websockets-dev qtkeychain-qt6-dev libsodium-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6
    libqt6svg6 libsecret-1-0 qt6-image-formats-plugins qt6-qpa-plugins libgl-dev libvulkan-dev
    libsqlite3-dev libspdlog-dev libexpected-dev libsimdjson-dev libgumbo-dev libical-dev libcld2-dev libavif-dev libhunspell-dev libxkbcommon-dev xkb-data
    breeze-icon-theme fonts-inter fonts-noto-core fonts-noto-color-emoji"
packages_test="xvfb openbox xdotool x11-utils dbus clang clang-format clang-tidy clazy gnome-keyring
    fonts-noto-cjk strace imagemagick sqlite3 python3 python3-cryptography hunspell-en-us hunspell-de-de
    ikiwiki gitweb libhttp-date-perl lighttpd haproxy socat curl openssl libcurl4 libssl3
    wordpress php php-cgi php-cli php-mysql mariadb-server-core mariadb-client-core
    postgresql-15 util-linux"
# Debian's npm cannot be installed beside a Node of somebody else's, which brings its own.
command -v npm > /dev/null || command -v corepack > /dev/null || packages_test="$packages_test nodejs npm"
packages_bench="notmuch valgrind python3"

need_packages()
{
    if [ -n "${WH_NO_INSTALL:-}" ]; then
        return 0
    fi
    local group names="" missing=() name
    for group in "$@"; do
        local list="packages_$group"
        names="$names ${!list}"
    done
    if ! command -v dpkg-query > /dev/null; then
        echo "This is not a Debian. Wheelhouse needs what these Debian 12 packages hold:" $names >&2
        echo "When they are there, type the same again with WH_NO_INSTALL=1 before it." >&2
        exit 1
    fi
    local installed
    installed=" $(dpkg-query -W -f='${Package}/${db:Status-Status} ' 2> /dev/null)"
    for name in $names; do
        case "$installed" in
            *" $name/installed "*) ;;
            *) missing+=("$name") ;;
        esac
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2> /dev/null; then
            echo "Packages are missing. Type this, then the same command again:" >&2
            echo "    sudo apt-get install --no-install-recommends ${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo -n)
    fi
    echo "Installing ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y
        -o Dpkg::Use-Pty=0 -o Acquire::Retries=3)
    "${apt[@]}" update < /dev/null > /dev/null
    "${apt[@]}" install --no-install-recommends "${missing[@]}" < /dev/null > /dev/null || {
        echo "apt-get could not install: ${missing[*]}" >&2
        exit 1
    }
}
