# One image for all roles: docker build --build-arg ROLE=reservation-server .
# JARS=prebuilt takes the jars that ./mvnw package left in the tree, for builds without a network.
ARG JARS=built
# For a release both are given by digest, eclipse-temurin@sha256:...; docs/releasing.md says how to find it.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JDK_IMAGE} AS built
WORKDIR /source
COPY . .
RUN ./mvnw -q -DskipTests -pl reservation-server,reservation-client,dht-manager,dht-peer -am package

FROM ${JDK_IMAGE} AS prebuilt
WORKDIR /source
COPY . .

FROM ${JARS} AS layers
ARG ROLE
RUN java -Djarmode=tools -jar ${ROLE}/target/${ROLE}.jar extract --destination /app && mv /app/${ROLE}.jar /app/app.jar
# SQLite's library would otherwise be unpacked to /tmp at every start, from where a hardened container runs nothing.
RUN mkdir /app/native && cd /tmp && for jar in /app/lib/sqlite-jdbc-*.jar; do \
      [ ! -f "$jar" ] || { library=org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so; \
        jar xf "$jar" "$library" && mv "$library" /app/native; } \
    ; done

FROM ${JRE_IMAGE}
RUN useradd --system --uid 10001 --create-home ringcast && mkdir /store && chown ringcast /store
WORKDIR /app
COPY --from=layers /app/lib lib
COPY --from=layers /app/native native
COPY --from=layers /app/app.jar .
COPY data data
ENV JAVA_TOOL_OPTIONS="-XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:MaxRAMPercentage=60 -Dorg.sqlite.lib.path=/app/native"
# A start takes half the time when the JVM finds the classes in a cache as it had them in memory (JDK 25 and later).
ARG ROLE
RUN case $ROLE in \
      dht-manager) set -- 3000 --dht.store=/tmp/store ;; \
      dht-peer) set -- 127.0.0.1 3000 ;; \
      reservation-server) set -- 235.1.1.1 55555 --reservation.store=/tmp/store ;; \
      *) set -- 235.1.1.1 55555 ;; \
    esac; \
    java -XX:+IgnoreUnrecognizedVMOptions -XX:AOTCacheOutput=app.aot -Dspring.context.exit=onRefresh -jar app.jar "$@" --ringcast.terminal=false \
    && rm -rf /tmp/store
USER ringcast
ENTRYPOINT ["java", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:AOTCache=app.aot", "-jar", "app.jar"]
