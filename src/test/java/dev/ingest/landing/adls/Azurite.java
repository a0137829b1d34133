package dev.ingest.landing.adls;

import dev.ingest.Requires;
import dev.ingest.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The storage emulator on a free port of this machine, its data in memory. */
public final class Azurite implements AutoCloseable {
    /** The one account that every emulator has, and its well-known key. */
    public static final String ACCOUNT = "devstoreaccount1";

    public static final AdlsIdentity.AccountKey KEY = new AdlsIdentity.AccountKey(
            new Secret("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="));

    private static final Pattern READY = Pattern.compile("successfully listens? on https?://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;
    private final boolean secure;

    private Azurite(Process process, int port, boolean secure) {
        this.process = process;
        this.port = port;
        this.secure = secure;
    }

    /** With plain HTTP. */
    public static Azurite http() {
        // A JVM reads what it trusts once, at the first thought of TLS, which a client may have over plain HTTP too.
        TestCertificate.trusted();
        return start(Optional.empty());
    }

    /** With HTTPS, under a certificate that {@link TestCertificate} makes this JVM trust. */
    public static Azurite https() {
        return start(Optional.of(TestCertificate.trusted()));
    }

    /** Options of a JVM that is to trust {@link #https()} as this one does. */
    public static String[] trustOptions() {
        return TestCertificate.trusted().options();
    }

    /** {@code az://} and the container, in the emulator. */
    public AdlsLocation location(String containerAndPrefix) {
        return AdlsLocation.parse("az://" + containerAndPrefix, Optional.of(ACCOUNT), Optional.of("127.0.0.1:" + port));
    }

    /** ABFS settings that the emulator needs beyond ours; the container is made on the first connection. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("fs.azure.createRemoteFileSystemDuringInitialization", "true");
        if (!secure) {
            settings.put("fs.azure.always.use.https", "false");
        }
        return settings;
    }

    /** A store in the emulator. */
    public AdlsStore open(String containerAndPrefix) {
        return open(containerAndPrefix, KEY);
    }

    /** A store in the emulator, by another way to prove who one is than the account's key. */
    public AdlsStore open(String containerAndPrefix, AdlsIdentity identity) {
        return AdlsStore.open(location(containerAndPrefix), identity, settings());
    }

    /** A signature of the account for its blobs: some rights, {@code racwdl}, for some time. */
    public static String signature(String rights, Instant from, Instant to) {
        String version = "2021-10-04";
        String signed = String.join(
                "\n",
                ACCOUNT,
                rights,
                "b",
                "co",
                from.truncatedTo(ChronoUnit.SECONDS).toString(),
                to.truncatedTo(ChronoUnit.SECONDS).toString(),
                "",
                "",
                version,
                "",
                "");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY.key().reveal()), "HmacSHA256"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return "sv=" + version + "&ss=b&srt=co&sp=" + rights + "&st="
                    + from.truncatedTo(ChronoUnit.SECONDS) + "&se=" + to.truncatedTo(ChronoUnit.SECONDS) + "&sig="
                    + URLEncoder.encode(signature, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** A store in an emulator that another process started with {@link #http()}. */
    public static AdlsStore open(int port, String containerAndPrefix) {
        AdlsLocation location = AdlsLocation.parse(
                "az://" + containerAndPrefix, Optional.of(ACCOUNT), Optional.of("127.0.0.1:" + port));
        return AdlsStore.open(
                location,
                KEY,
                Map.of(
                        "fs.azure.createRemoteFileSystemDuringInitialization",
                        "true",
                        "fs.azure.always.use.https",
                        "false"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static Azurite start(Optional<TestCertificate> certificate) {
        Path program = Path.of("target/azurite/node_modules/azurite/dist/src/blob/main.js");
        Requires.tool("Azurite", Files.exists(program), "Install Node 20 and run mvn test-compile with a network.");
        List<String> command = new ArrayList<>(List.of(
                "node",
                program.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--inMemoryPersistence",
                "--extentMemoryLimit",
                "512",
                "--skipApiVersionCheck",
                "--disableTelemetry"));
        certificate.ifPresent(own -> command.addAll(
                List.of("--oauth", "basic", "--cert", own.keyStore().toString(), "--pwd", TestCertificate.PASSWORD)));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            // It asks itself for the source of a copy where a signature came with it, and knows its own certificate
            // not.
            builder.environment().put("NODE_TLS_REJECT_UNAUTHORIZED", "0");
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Azurite(process, port(process), certificate.isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Deque<String> said = new ArrayDeque<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher matcher = READY.matcher(line);
            if (matcher.find()) {
                drain(output);
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("Azurite ended: " + String.join("\n", said));
    }

    /** It logs each request; a full pipe would stop it. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "azurite output");
        reader.setDaemon(true);
        reader.start();
    }
}
