package dev.ingest.source.jdbc.sqlserver.connect;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509TrustManager;

/**
 * Looks at the certificate that a server shows, and hangs up before anybody logs in: the driver says why it does not trust
 * one, and not whose it is. Public, as the driver makes it by its name.
 */
public final class ServerCertificate implements X509TrustManager {
    private static final Map<String, X509Certificate> SHOWN = new ConcurrentHashMap<>();

    private final String mark;

    /** @param mark of the one who looks */
    public ServerCertificate(String mark) {
        this.mark = mark;
    }

    /** Whose certificate it is, who signed it and until when it holds; empty where none is shown. */
    static Optional<String> shown(SqlServerProperties properties) {
        String mark = ConnectionSockets.mark();
        SQLServerDataSource driver = new SQLServerDataSource();
        driver.setURL(properties.url());
        driver.setTrustManagerClass(ServerCertificate.class.getName());
        driver.setTrustManagerConstructorArg(mark);
        try {
            driver.getConnection().close();
        } catch (SQLException asWanted) {
            // None is trusted here.
        }
        return Optional.ofNullable(SHOWN.remove(mark)).map(ServerCertificate::told);
    }

    private static String told(X509Certificate certificate) {
        return "subject " + certificate.getSubjectX500Principal().getName() + ", issued by "
                + certificate.getIssuerX500Principal().getName() + ", valid until "
                + certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        SHOWN.put(mark, chain[0]);
        throw new CertificateException("it was only looked at");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("it is a server's that is looked at");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
