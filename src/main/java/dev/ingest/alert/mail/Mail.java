package dev.ingest.alert.mail;

import dev.ingest.alert.Alert;
import dev.ingest.alert.AlertChannel;
import dev.ingest.config.notice.MailSecurity;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Mail to some people. */
public final class Mail implements AlertChannel {
    private final MailServer server;
    private final InternetAddress from;
    private final InternetAddress[] to;

    /**
     * @param from one address
     * @param to addresses with commas between them
     * @throws IllegalArgumentException for what is no address
     */
    public Mail(MailServer server, String from, String to) {
        this.server = server;
        this.from = addresses(from)[0];
        this.to = addresses(to);
    }

    private static InternetAddress[] addresses(String text) {
        try {
            InternetAddress[] all = InternetAddress.parse(text, true);
            if (all.length > 0) {
                for (InternetAddress each : all) {
                    each.validate();
                }
                return all;
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a mail address, as data@example.com: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a mail address, as data@example.com");
    }

    @Override
    public String name() {
        return "the mail server " + server.host() + ":" + server.port();
    }

    @Override
    public void send(Alert alert) {
        try {
            MimeMessage message = message(alert);
            if (server.username().isPresent()) {
                Transport.send(
                        message,
                        server.username().get(),
                        server.password().map(password -> password.reveal()).orElse(""));
            } else {
                Transport.send(message);
            }
        } catch (AuthenticationFailedException e) {
            throw failure(Outlook.STAYS, "it refuses the login", "Correct smtp_username and smtp_password", e);
        } catch (SendFailedException e) {
            throw failure(
                    passes(e) ? Outlook.PASSES : Outlook.STAYS,
                    "it does not take the mail, " + e.getMessage(),
                    "See that mail_from may send, and that mail_to are right",
                    e);
        } catch (MessagingException e) {
            throw failure(
                    Outlook.PASSES,
                    String.valueOf(e.getMessage()) + cause(e),
                    "See that smtp_host, smtp_port and smtp_security are right, and that this machine trusts its certificate",
                    e);
        }
    }

    private MimeMessage message(Alert alert) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties()));
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(alert.title(), StandardCharsets.UTF_8.name());
        message.setText(String.join("\n", alert.lines()) + "\n", StandardCharsets.UTF_8.name());
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        // Nobody's absence is to be answered to it.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private Properties properties() {
        Properties all = new Properties();
        String millis = Long.toString(server.patience().toMillis());
        all.setProperty("mail.transport.protocol", "smtp");
        all.setProperty("mail.smtp.host", server.host());
        all.setProperty("mail.smtp.port", Integer.toString(server.port()));
        all.setProperty("mail.smtp.auth", Boolean.toString(server.username().isPresent()));
        all.setProperty("mail.smtp.connectiontimeout", millis);
        all.setProperty("mail.smtp.timeout", millis);
        all.setProperty("mail.smtp.writetimeout", millis);
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        all.setProperty("mail.smtp.ssl.enable", Boolean.toString(server.security() == MailSecurity.TLS));
        String starts = Boolean.toString(server.security() == MailSecurity.STARTTLS);
        all.setProperty("mail.smtp.starttls.enable", starts);
        all.setProperty("mail.smtp.starttls.required", starts);
        return all;
    }

    /** SMTP's answers that begin with 4 are of what passes. */
    private static boolean passes(SendFailedException failure) {
        return failure instanceof SMTPSendFailedException answered && answered.getReturnCode() / 100 == 4;
    }

    private static String cause(MessagingException failure) {
        return failure.getNextException() == null
                ? ""
                : " (" + failure.getNextException().getMessage() + ")";
    }

    private IngestException failure(Outlook outlook, String why, String way, MessagingException cause) {
        return new IngestException(
                FailureKind.CONNECT,
                outlook,
                "Cannot mail by " + name() + ": " + why.strip() + ". " + way + ".",
                cause);
    }
}
