package dev.ingest.source.jdbc.sqlserver.connect;

import dev.ingest.job.name.NearMatch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a connection parameter of ODBC, of SQLAlchemy's drivers or of JDBC comes to: it is passed on, is without effect, or
 * is refused. Names are compared without regard to case, blanks and underscores.
 *
 * @param property the driver's name; absent: without effect
 * @param form what its value must be
 * @param refusal why it is not taken, and the way out; absent: it is
 */
record SqlServerParameter(Optional<String> property, Form form, Optional<String> refusal) {
    /** The driver's own names. */
    private static final String[] PASSED = {
        "applicationIntent",
        "applicationName",
        "authenticationScheme",
        "cancelQueryTimeout",
        "clientCertificate",
        "clientKey",
        "clientKeyPassword",
        "domain",
        "encrypt",
        "failoverPartner",
        "fips",
        "hostNameInCertificate",
        "iPAddressPreference",
        "jaasConfigurationName",
        "loginTimeout",
        "multiSubnetFailover",
        "packetSize",
        "queryTimeout",
        "realm",
        "serverCertificate",
        "serverNameAsACE",
        "serverSpn",
        "socketTimeout",
        "sslProtocol",
        "TransparentNetworkIPResolution",
        "trustServerCertificate",
        "trustStore",
        "trustStorePassword",
        "trustStoreType",
        "useDefaultGSSCredential",
        "useDefaultJaasConfig",
        "workstationID"
    };

    /** They shape what this program does not do with the driver, or what it sets itself. */
    private static final String[] WITHOUT_EFFECT = {
        // ODBC
        "AnsiNPW",
        "AttachDBFileName",
        "AutoTranslate",
        "ColumnEncryption",
        "Description",
        "Driver",
        "DSN",
        "KeepAlive",
        "KeepAliveInterval",
        "Language",
        "LongAsMax",
        "MARS_Connection",
        "MultipleActiveResultSets",
        "Net",
        "Network",
        "Network Library",
        "QueryLog_On",
        "QueryLogFile",
        "QueryLogTime",
        "QuotedId",
        "Regional",
        "Replication",
        "RetryExec",
        "StatsLog_On",
        "StatsLogFile",
        "UseFMTONLY",
        "TrustedConnection",
        // SQLAlchemy, its drivers, and what dlt's users copy from other tools
        "ansi",
        "arraysize",
        "autocommit",
        "charset",
        "conn_properties",
        "echo",
        "fast_executemany",
        "isolation_level",
        "max_overflow",
        "persist security info",
        "pool_pre_ping",
        "pool_recycle",
        "pool_size",
        "pooling",
        "tds_version",
        "unicode_results",
        "use_setinputsizes",
        // the driver
        "bulkCopyForBatchInsertAllowEncryptedValueModifications",
        "bulkCopyForBatchInsertBatchSize",
        "bulkCopyForBatchInsertCheckConstraints",
        "bulkCopyForBatchInsertFireTriggers",
        "bulkCopyForBatchInsertKeepIdentity",
        "bulkCopyForBatchInsertKeepNulls",
        "bulkCopyForBatchInsertTableLock",
        "cacheBulkCopyMetadata",
        "calcBigDecimalPrecision",
        "concatNullYieldsNull",
        "connectRetryCount",
        "connectRetryInterval",
        "datetimeParameterType",
        "defaultTransactionIsolation",
        "delayLoadingLobs",
        "disableStatementPooling",
        "enablePrepareOnFirstPreparedStatementCall",
        "ignoreOffsetOnDateTimeOffsetConversion",
        "lastUpdateCount",
        "lockTimeout",
        "maxResultBuffer",
        "prepareMethod",
        "quotedIdentifier",
        "responseBuffering",
        "retryConn",
        "selectMethod",
        "sendStringParametersAsUnicode",
        "sendTemporalDataTypesAsStringForBulkCopy",
        "sendTimeAsDatetime",
        "serverPreparedStatementDiscardThreshold",
        "statementPoolingCacheSize",
        "useBulkCopyForBatchInsert",
        "vectorTypeSupport",
        "xopenStates"
    };

    /** By the reason and the way out, the names, divided by blanks. */
    private static final Map<String, String> REFUSED = Map.of(
            "it says elsewhere where to connect, or as whom. Write host, port, database, username and password as keys of"
                    + " their own",
            "server address addr servername host hostname instancename port portnumber database databasename"
                    + " initialcatalog uid user username userid pwd password",
            "it says elsewhere who reads. Write the login as keys of its own",
            "authentication accesstoken aadsecureprincipalid aadsecureprincipalsecret msiclientid integratedsecurity",
            "it names code for the driver to run. Remove it",
            "socketfactoryclass socketfactoryconstructorarg trustmanagerclass trustmanagerconstructorarg"
                    + " accesstokencallbackclass",
            "columns that the client decrypts (Always Encrypted) are not read. Remove it",
            "columnencryptionsetting enclaveattestationurl enclaveattestationprotocol keystoreauthentication"
                    + " keystoresecret keystorelocation keystoreprincipalid keyvaultproviderclientid"
                    + " keyvaultproviderclientkey");

    private static final Map<String, SqlServerParameter> KNOWN = known();

    /** What a value must be, and what it is for the driver. */
    enum Form {
        ANY,
        FLAG,
        NUMBER,
        ENCRYPTION,
        INTENT
    }

    /** The parameter that users call {@code name}. */
    static Optional<SqlServerParameter> of(String name) {
        return Optional.ofNullable(KNOWN.get(folded(name)));
    }

    /** All names that are known, folded. */
    static Set<String> names() {
        return KNOWN.keySet();
    }

    /** Why a parameter of that name is not taken. */
    static String unknown(String name) {
        String question = NearMatch.question(folded(name), KNOWN.keySet());
        return "neither ODBC nor the JDBC driver knows it." + (question.isEmpty() ? " Remove it" : question);
    }

    /**
     * The driver's word for {@code value}.
     *
     * @throws IllegalArgumentException with the reason, as a clause about the value
     */
    String value(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (form) {
            case ANY -> value;
            case FLAG -> flag(lower);
            case NUMBER -> number(value);
            case ENCRYPTION ->
                switch (lower) {
                    case "mandatory" -> "true";
                    case "optional" -> "false";
                    case "strict" -> "strict";
                    default -> flag(lower);
                };
            case INTENT ->
                switch (lower) {
                    case "readonly" -> "ReadOnly";
                    case "readwrite" -> "ReadWrite";
                    default -> throw new IllegalArgumentException("is not one of ReadOnly, ReadWrite");
                };
        };
    }

    private static String flag(String lower) {
        return switch (lower) {
            case "yes", "true", "1", "on", "enabled" -> "true";
            case "no", "false", "0", "off", "disabled" -> "false";
            default -> throw new IllegalArgumentException("is not one of yes, no");
        };
    }

    private static String number(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("is no whole number");
        }
        return value;
    }

    private static Map<String, SqlServerParameter> known() {
        Map<String, SqlServerParameter> known = new HashMap<>();
        passed().forEach((name, property) -> {
            SqlServerParameter parameter =
                    new SqlServerParameter(Optional.of(property), form(property), Optional.empty());
            known.put(folded(name), parameter);
            known.putIfAbsent(folded(property), parameter);
        });
        for (String name : WITHOUT_EFFECT) {
            known.put(folded(name), new SqlServerParameter(Optional.empty(), Form.ANY, Optional.empty()));
        }
        REFUSED.forEach((why, names) -> {
            for (String name : names.split(" ", -1)) {
                known.put(name, new SqlServerParameter(Optional.empty(), Form.ANY, Optional.of(why)));
            }
        });
        return Map.copyOf(known);
    }

    /** Names of ODBC and others before the driver's. */
    private static Map<String, String> passed() {
        Map<String, String> passed = new LinkedHashMap<>();
        for (String name : PASSED) {
            passed.put(name, name);
        }
        passed.put("app", "applicationName");
        passed.put("app_name", "applicationName");
        passed.put("wsid", "workstationID");
        passed.put("timeout", "loginTimeout");
        passed.put("connect timeout", "loginTimeout");
        passed.put("connection timeout", "loginTimeout");
        passed.put("query timeout", "queryTimeout");
        passed.put("server_spn", "serverSpn");
        passed.put("failover partner", "failoverPartner");
        passed.put("ipaddress", "iPAddressPreference");
        return passed;
    }

    private static Form form(String property) {
        return switch (property) {
            case "encrypt" -> Form.ENCRYPTION;
            case "applicationIntent" -> Form.INTENT;
            case "trustServerCertificate",
                    "multiSubnetFailover",
                    "TransparentNetworkIPResolution",
                    "serverNameAsACE",
                    "fips",
                    "useDefaultJaasConfig",
                    "useDefaultGSSCredential" -> Form.FLAG;
            case "packetSize",
                    "loginTimeout",
                    "queryTimeout",
                    "socketTimeout",
                    "cancelQueryTimeout",
                    "connectRetryCount",
                    "connectRetryInterval" -> Form.NUMBER;
            default -> Form.ANY;
        };
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
