package dev.ingest.alert.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ingest.SilentHost;
import dev.ingest.alert.Alert;
import dev.ingest.alert.Runs;
import dev.ingest.config.notice.MailSecurity;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.landing.adls.TestCertificate;
import dev.ingest.secret.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MailTest {
    private static final String PASSWORD = "m4il-pässword";
    private static final Alert ALERT = Runs.alert("Cannot read »orders«: gone. Mend it.");
    private static GreenMail server;

    @BeforeAll
    static void start() {
        TestCertificate certificate = TestCertificate.trusted();
        System.setProperty("greenmail.tls.keystore.file", certificate.keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        server.start();
        server.setUser("data@example.com", "data@example.com", PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static MailServer at(String host, int port, MailSecurity security, Optional<String> password) {
        return new MailServer(
                host,
                port,
                security,
                password.map(any -> "data@example.com"),
                password.map(Secret::new),
                Duration.ofSeconds(2));
    }

    private static Mail mail(MailServer to) {
        return new Mail(to, "ingest@example.com", "night@example.com, Ops <ops@example.com>");
    }

    private static IngestException refused(MailServer by) {
        IngestException refused = assertThrows(IngestException.class, () -> mail(by).send(ALERT));
        assertFalse(refused.getMessage().contains("wr0ng"), refused.getMessage());
        return refused;
    }

    @Test
    void mailReachesAllWithTheMessageAsText() throws Exception {
        server.purgeEmailFromAllMailboxes();
        mail(at("127.0.0.1", server.getSmtp().getPort(), MailSecurity.NONE, Optional.empty()))
                .send(ALERT);
        assertArrived(2);
    }

    @Test
    void aLoginGoesByTlsToAServerWhoseCertificateIsTrusted() throws Exception {
        server.purgeEmailFromAllMailboxes();
        mail(at("127.0.0.1", server.getSmtps().getPort(), MailSecurity.TLS, Optional.of(PASSWORD)))
                .send(ALERT);
        assertArrived(2);
    }

    private static void assertArrived(int copies) throws MessagingException, IOException {
        assertEquals(copies, server.getReceivedMessages().length);
        MimeMessage message = server.getReceivedMessages()[0];
        assertEquals(ALERT.title(), message.getSubject());
        assertEquals("auto-generated", message.getHeader("Auto-Submitted", null));
        assertEquals("ingest@example.com", message.getFrom()[0].toString());
        String text = message.getContent().toString();
        assertTrue(text.contains("Cannot read »orders«: gone. Mend it."), text);
        assertTrue(text.contains("Log: "), text);
    }

    /** The certificate is 127.0.0.1's, and localhost's. */
    @Test
    void aCertificateOfAnotherNameIsRefused() {
        IngestException refused =
                refused(at("127.0.0.2", server.getSmtps().getPort(), MailSecurity.TLS, Optional.of(PASSWORD)));
        assertTrue(refused.getMessage().startsWith("Cannot mail by the mail server 127.0.0.2:"), refused.getMessage());
    }

    @Test
    void aServerThatKnowsNoTlsGetsNoPassword() {
        IngestException refused =
                refused(at("127.0.0.1", server.getSmtp().getPort(), MailSecurity.STARTTLS, Optional.of(PASSWORD)));
        assertTrue(refused.getMessage().contains("STARTTLS"), refused.getMessage());
    }

    @Test
    void aLoginThatIsRefusedIsNotTriedAgain() {
        IngestException refused =
                refused(at("127.0.0.1", server.getSmtps().getPort(), MailSecurity.TLS, Optional.of("wr0ng")));
        assertEquals(Outlook.STAYS, refused.outlook());
        assertTrue(refused.getMessage().contains("it refuses the login. Correct smtp_username"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNREACHABLE", "MUTE"})
    void aServerThatHangsIsLeftInTime(String silence) {
        try (SilentHost host = new SilentHost(SilentHost.Silence.valueOf(silence))) {
            int port = Integer.parseInt(host.authority().replaceFirst(".*:", ""));
            IngestException refused = refused(at("127.0.0.1", port, MailSecurity.NONE, Optional.empty()));
            assertEquals(Outlook.PASSES, refused.outlook());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b c@d", "night@example.com, @"})
    void whatIsNoAddressIsRefused(String to) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Mail(at("127.0.0.1", 25, MailSecurity.NONE, Optional.empty()), "ingest@example.com", to));
    }
}
