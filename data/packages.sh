# SPDX-License-Identifier: GPL-3.0-or-later
# What Hecha needs from Debian, and how it gets there: sourced by tests/run and data/demo/run.

# libxlsxwriter-dev of Debian 13 forgets that it needs libminizip-dev.
PACKAGES_BUILD="meson ninja-build pkg-config gcc libc6-dev gettext libgtk-4-dev libadwaita-1-dev libgtk-4-bin
  desktop-file-utils libsqlite3-dev libpoppler-glib-dev libcurl4-openssl-dev libqpdf-dev libssl-dev libgnutls28-dev
  libjson-glib-dev libarchive-dev libxml2-dev libqrencode-dev libzbar-dev libxlsxwriter-dev
  libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libminizip-dev"
# ca-certificates: whom a server's certificate is from by default.
PACKAGES_RUN="adwaita-icon-theme librsvg2-common webp-pixbuf-loader heif-gdk-pixbuf poppler-data gstreamer1.0-plugins-base
  gstreamer1.0-plugins-good fonts-noto-cjk ca-certificates"
# apache2-bin is the server without the service: nothing starts by itself.
PACKAGES_DEMO="python3 openssl apache2-bin"
PACKAGES_TEST="$PACKAGES_DEMO xvfb xauth dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0 python3-gi xdotool maim
  imagemagick libjpeg-turbo-progs xcompmgr poppler-utils mupdf-tools appstream libxml2-utils python3-jsonschema valgrind
  libnss3-tools softhsm2 gnutls-bin qpdf zbar-tools python3-icalendar flatpak flatpak-builder"

# The distribution's own programs come first: another python or meson may be on PATH,
# without the modules that Debian's packages bring.
export PATH="/usr/sbin:/usr/bin:/sbin:/bin:$PATH"
unset PYTHONHOME PYTHONPATH

# Installs those of the packages named as arguments that are not there yet, and says which.
install_packages ()
{
  local missing as_root=

  if ! command -v dpkg-query >/dev/null
    then
      echo "Not a Debian system: the packages of data/packages.sh are yours to install." >&2
      return 0
    fi
  missing=$(printf '%s\n' "$@" | sort -u | comm -23 - \
              <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null \
                  | sed -n 's/^installed //p' | sort -u))
  [ -n "$missing" ] || return 0

  echo "Installing from Debian:" $missing
  if [ "$(id -u)" -ne 0 ]
    then
      command -v sudo >/dev/null || { echo "Neither root nor sudo: install them and try again." >&2; return 1; }
      as_root=sudo
    fi
  $as_root apt-get update -qq || echo "The package lists could not all be refreshed; going on with those at hand." >&2
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 $missing >/dev/null
}

# Configures build folder $1 with the options that follow, unless it is configured already.
configure ()
{
  local build=$1
  shift
  [ ! -f "$build/build.ninja" ] || return 0
  echo "Configuring $build"
  meson setup "$build" "$@" >/dev/null || { tail -n 20 "$build/meson-logs/meson-log.txt" >&2; return 1; }
}

# Builds in folder $1, all or the targets that follow.
build_in ()
{
  local build=$1
  shift
  echo "Building in $build"
  ninja -C "$build" "$@" >"$build/meson-logs/build.log" 2>&1 || { tail -n 60 "$build/meson-logs/build.log" >&2; return 1; }
}
