package dev.ingest.alert.mail;

import dev.ingest.config.notice.MailSecurity;
import dev.ingest.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that takes mail.
 *
 * @param host its name, which its certificate must have
 * @param port where it listens
 * @param security how it is spoken to
 * @param username absent where it asks for no login
 * @param password of the login
 * @param patience how long to wait for each of its answers
 */
public record MailServer(
        String host,
        int port,
        MailSecurity security,
        Optional<String> username,
        Optional<Secret> password,
        Duration patience) {}
