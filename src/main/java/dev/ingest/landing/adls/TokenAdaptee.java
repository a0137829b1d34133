package dev.ingest.landing.adls;

import dev.ingest.secret.AccessTokens;
import java.util.Date;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.azurebfs.extensions.CustomTokenProviderAdaptee;
import org.jspecify.annotations.Nullable;

/** ABFS's way to a token: ABFS makes this itself, by its name, and hands it the configuration that it was opened with. */
final class TokenAdaptee implements CustomTokenProviderAdaptee {
    private @Nullable AccessTokens tokens;

    /** A configuration that knows where tokens come from. */
    static final class Settings extends Configuration {
        private final AccessTokens tokens;

        Settings(AccessTokens tokens) {
            super(false);
            this.tokens = tokens;
        }
    }

    @Override
    public void initialize(Configuration configuration, String account) {
        tokens = ((Settings) configuration).tokens;
    }

    @Override
    public String getAccessToken() {
        if (tokens == null) {
            throw new IllegalStateException("not initialized");
        }
        return tokens.token(AdlsIdentity.Token.SCOPE).reveal();
    }

    /** Long ago: ABFS keeps no token of its own, and asks before each request for one that holds. */
    @Override
    @SuppressWarnings("JavaUtilDate") // ABFS's own type
    public Date getExpiryTime() {
        return new Date(0);
    }
}
