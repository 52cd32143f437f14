#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cloister Authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes flights.parquet and airports.csv again from their published source (see README.md).
# Needs npm, Maven and a JDK 25; DuckDB comes through Maven.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

vega=3.2.1
duckdb=2.0.0.1

cd "$work"
npm pack --silent "vega-datasets@$vega" >/dev/null
tar xzf "vega-datasets-$vega.tgz" package/data/flights-3m.parquet package/data/airports.csv
mvn -q -B dependency:copy -DoutputDirectory="$work" -Dartifact="org.duckdb:duckdb_jdbc:$duckdb"

java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
"$java" --enable-native-access=ALL-UNNAMED -cp "duckdb_jdbc-$duckdb.jar" "$here/Extract.java" \
  package/data/flights-3m.parquet "$here/flights.parquet"
cp package/data/airports.csv "$here/airports.csv"
chmod 644 "$here/airports.csv"
sha256sum "$here/flights.parquet" "$here/airports.csv"
