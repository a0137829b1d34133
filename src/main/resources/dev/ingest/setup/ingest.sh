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
tmp=$home/tmp
mkdir -p "$tmp" 2>/dev/null

# The classes of the program as Java wants them in memory, so that it starts faster. They are made again when the program,
# Java or the archive are not what they were; without them, as of a Java that cannot make them, everything works as well.
archive=$tmp/ingest.jsa
made_of() { ls -ilLn "$jar" "$java" "$archive" 2>/dev/null; }
if [ "$(made_of)" != "$(cat "$archive.of" 2>/dev/null)" ]; then
    (
        unset AZURE_KEY_VAULT_URL
        "$java" "-XX:ArchiveClassesAtExit=$archive.$$" -Xlog:disable -jar "$jar" --home "$home" run --dry-run
    ) >/dev/null 2>&1 </dev/null
    if [ $? -gt 2 ] || ! mv -f "$archive.$$" "$archive"; then
        rm -f "$archive.$$" "$archive"
    fi 2>/dev/null
    made_of 2>/dev/null >"$archive.of"
fi

set -- "-Xmx${INGEST_HEAP:-1g}" "-Djava.io.tmpdir=$tmp" ${INGEST_JAVA_OPTIONS-} -jar "$jar" --home "$home" "$@"
[ -f "$archive" ] && set -- "-XX:SharedArchiveFile=$archive" -Xlog:disable "$@"
exec "$java" "$@"
