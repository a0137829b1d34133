package dev.ingest.secret.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** How Azure's clients speak: by the JVM's proxy and trust store, and never silent for long. */
final class AzureHttp {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    private AzureHttp() {}

    /** Azure's own way of finding a proxy takes one for everything, the metadata service of this machine too. */
    static HttpClient client() {
        java.net.http.HttpClient.Builder builder = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.getDefault())
                .connectTimeout(CONNECT);
        return new ProxyLogin(new JdkHttpClientBuilder(builder)
                .configuration(Configuration.NONE)
                .responseTimeout(ANSWER)
                .readTimeout(ANSWER)
                .build());
    }

    /** What passes is tried again, after what Retry-After says; a host that cannot be reached, or is silent, is not. */
    static RetryOptions retries() {
        return new RetryOptions(new ExponentialBackoffOptions()
                        .setMaxRetries(4)
                        .setBaseDelay(Duration.ofMillis(500))
                        .setMaxDelay(Duration.ofSeconds(10)))
                .setShouldRetryCondition(AzureHttp::passes);
    }

    private static boolean passes(RequestRetryCondition attempt) {
        HttpResponse response = attempt.getResponse();
        if (response != null) {
            int status = response.getStatusCode();
            return status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= SERVER_ERROR;
        }
        return attempt.getThrowable() instanceof IOException
                && !(attempt.getThrowable() instanceof ConnectException)
                && !(attempt.getThrowable() instanceof HttpTimeoutException);
    }
}
