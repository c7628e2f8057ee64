# One recipe for all services: docker build --build-arg SERVICE=executor-service .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /godwit
COPY . .
# One image build compiles everything once; the others find it in the cache.
RUN mvn --batch-mode --no-transfer-progress --quiet -DskipTests -Pimage package

FROM eclipse-temurin:25-jre
ARG SERVICE
RUN useradd --system --create-home --home-dir /var/lib/godwit godwit
COPY --from=build /godwit/${SERVICE}/target/lib /opt/godwit/lib
COPY --from=build /godwit/${SERVICE}/target/${SERVICE}-*.jar /opt/godwit/lib/
COPY --from=build /godwit/${SERVICE}/launch.properties /opt/godwit/launch.properties
COPY deploy/service /usr/local/bin/godwit-service
USER godwit
WORKDIR /var/lib/godwit
ENV GODWIT_HEALTH_PORT=8080 JAVA_TOOL_OPTIONS="-Xmx256m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 CMD ["godwit-service", "ready"]
ENTRYPOINT ["godwit-service"]
