#!/bin/sh
# Runs ingest with this folder as its home: ./ingest.sh check. It takes from the environment:
#   JAVA_HOME           the Java to run with; else the one below, else the one on the PATH
#   INGEST_JAR          the program; else the one below
#   INGEST_HEAP         memory, as 512m or 4g; else 1g
#   INGEST_JAVA_OPTIONS further options for Java, divided by blanks
home=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
jar=@JAR@
java_home=@JAVA_HOME@

jar=${INGEST_JAR:-$jar}
java=${JAVA_HOME:-$java_home}/bin/java
[ -x "$java" ] || java=$(command -v java) || {
    echo "Cannot start ingest: there is no Java. Install Java 17 or newer, or set JAVA_HOME to where it is." >&2
    exit 2
}
[ -f "$jar" ] || {
    echo "Cannot start ingest: there is no $jar. Put the program there, or set INGEST_JAR to where it is." >&2
    exit 2
}
case $jar in
[A-Za-z]:/*) ;; # as Windows names it
*:*)
    echo "Cannot start ingest: Java finds no program in a path with a colon, $jar. Move it, or set INGEST_JAR to where it is." >&2
    exit 2
    ;;
esac
tmp=$home/tmp
[ -d "$tmp" ] || mkdir -p "$tmp" 2>/dev/null

# Java's archive of the classes that a load needs, from which later starts are faster. A run writes it at its end when there is
# none that this Java can use for this program; one of a run that loaded nothing would hold too little. A damaged archive can
# end a Java; to check it, some Javas end with an error and some warn. Without one everything works as well.
archive=$tmp/ingest.jsa
made_of() { ls -ilLn "$jar" "$java" "$archive" 2>/dev/null; }
if [ -f "$archive" ] && [ "$(made_of)" != "$(cat "$archive.of" 2>/dev/null)" ]; then
    if grep -q SUCCESS "$home/metadata/last_run.json" && said=$(
        "$java" -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null -Xshare:on "-XX:SharedArchiveFile=$archive" \
            -cp "$jar" -version 2>&1
    ) && [ "${said#*warning}" = "$said" ]; then
        made_of >"$archive.of"
    else
        rm -f "$archive" "$archive.of"
    fi 2>/dev/null
fi
classes=
if [ -f "$archive" ]; then
    classes=-XX:SharedArchiveFile=$archive
else
    case " $* ${INGEST_JAVA_OPTIONS-} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} " in
    *" --dry-run "* | *" -agent"* | *" -javaagent"* | *" -Xrun"*) ;;
    *" run "*)
        # A Java that lacks an archive of its own, or is told to use none, makes none, and Java 17 even ends when it is asked to.
        "$java" "-XX:ArchiveClassesAtExit=$archive.try" -Xlog:disable -XX:+IgnoreUnrecognizedVMOptions \
            "-Xmx${INGEST_HEAP:-1g}" ${INGEST_JAVA_OPTIONS-} -cp "$jar" -version </dev/null >/dev/null 2>&1
        [ ! -f "$archive.try" ] || classes=-XX:ArchiveClassesAtExit=$archive
        rm -f "$archive.try"
        ;;
    esac
fi

# Newer Javas warn of libraries that bring machine code, as Snappy does, unless they are told to expect it; older ones start slower
# when they are told.
native=
real=$(readlink -f "$java" 2>/dev/null) || real=$java
[ ! -r "${real%/bin/java}/release" ] || while IFS='="' read -r key _ value _; do
    [ "$key" = JAVA_VERSION ] && [ "${value%%[!0-9]*}" -ge 24 ] && native=--enable-native-access=ALL-UNNAMED
done <"${real%/bin/java}/release" 2>/dev/null

# Most runs are short: code is compiled when it has run five times as often as Java would wait for, and the program is named by
# a class path, from which it starts without being opened where the archive has all.
exec "$java" ${classes:+"$classes"} ${native:+"$native"} -Xlog:disable -XX:+IgnoreUnrecognizedVMOptions -XX:CompileThresholdScaling=5 "-Xmx${INGEST_HEAP:-1g}" "-Djava.io.tmpdir=$tmp" \
    ${INGEST_JAVA_OPTIONS-} -cp "$jar" dev.ingest.Main --home "$home" "$@"
