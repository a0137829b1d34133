package dev.ingest.config.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.FakeScope;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which users of Oracle and SQL Server write where their database is. */
class ConnectionFormsTest {
    private static final String SPECIAL = "@:/?#%&+;={}'\"\\ ü漢|,()[]<>!$^*~`";

    private static ConnectionSettings written(ConnectionStyle style, String text) {
        return ConnectionSettings.of(new FakeScope().with("credentials", text), "x", style);
    }

    private static ConnectionSettings keys(ConnectionStyle style, String keys) {
        FakeScope scope = new FakeScope();
        for (String pair : keys.split(" & ", -1)) {
            int equals = pair.indexOf('=');
            scope.with(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return ConnectionSettings.of(scope, "x", style);
    }

    private static String shown(ConnectionSettings connection) {
        return connection.username().orElse("(" + connection.authentication() + ")") + "/"
                + connection.password().map(Secret::reveal).orElse("-") + "@" + connection.host() + ":"
                + connection.port() + "/" + connection.database() + " " + new TreeMap<>(connection.query());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mssql+pyodbc://user:pass@host:1433/db?driver=ODBC+Driver+18+for+SQL+Server&Encrypt=yes | user/pass@host:1433/db {Encrypt=yes, driver=ODBC Driver 18 for SQL Server}
            mssql+pyodbc://@SERVER/DATABASE?trusted_connection=yes&driver=ODBC+Driver+18+for+SQL+Server&Encrypt=yes&TrustServerCertificate=yes | (INTEGRATED)/-@SERVER:1433/DATABASE {Encrypt=yes, TrustServerCertificate=yes, driver=ODBC Driver 18 for SQL Server}
            mssql+pyodbc:///?odbc_connect=DRIVER={ODBC Driver 17 for SQL Server};SERVER=host,1433;DATABASE=db;UID=user;PWD=pass;Encrypt=yes;TrustServerCertificate=yes; | user/pass@host:1433/db {DRIVER=ODBC Driver 17 for SQL Server, Encrypt=yes, TrustServerCertificate=yes}
            mssql+pyodbc:///?odbc_connect=DRIVER%3D%7BODBC+Driver+17+for+SQL+Server%7D%3BSERVER%3Dtcp%3Ahost%5Cinst%2C1444%3BDATABASE%3Ddb%3BUID%3Duser%3BPWD%3D%7Bp%3Bw%7D%7Dd%7D | user/p;w}d@host\\inst:1444/db {DRIVER=ODBC Driver 17 for SQL Server}
            mssql+pyodbc:///?odbc_connect=DRIVER%3D%7Bx%7D%3BSERVER%3Dhost%3BDATABASE%3Ddb%3BUID%3Duser%3BPWD%3Dpass&autocommit=True | user/pass@host:1433/db {DRIVER=x, autocommit=True}
            mssql+pyodbc://user:pass@host\\inst/db?driver=x                        | user/pass@host\\inst:0/db {driver=x}
            mssql+pyodbc://user:pass@host%5Cinst:1500/db                            | user/pass@host\\inst:1500/db {}
            mssql+pymssql://user:pass@host/db?charset=utf8                          | user/pass@host:1433/db {charset=utf8}
            mssql+pymssql://CORP%5Cuser:pass@host/db                                | user/pass@host:1433/db {authenticationScheme=NTLM, domain=CORP}
            Server=host;Database=db;User Id=CORP\\user;Password=pass               | user/pass@host:1433/db {authenticationScheme=NTLM, domain=CORP}
            mssql://user:pass@host,1500/db                                          | user/pass@host:1500/db {}
            sqlserver://user:pass@[fe80::1]:1500?database=db                        | user/pass@fe80::1:1500/db {}
            driver={ODBC Driver 18 for SQL Server};Addr=tcp:host\\inst,1433;Initial Catalog=db;User=user;Password={p;w}}d};TrustServerCertificate=yes | user/p;w}d@host\\inst:1433/db {TrustServerCertificate=yes, driver=ODBC Driver 18 for SQL Server}
            DRIVER=x ; Address = host ; database=db ; User ID = user ; pwd = pass word ; | user/pass word@host:1433/db {DRIVER=x}
            Driver=x;Server=(local)\\inst;Database=db;Trusted_Connection=Yes;UID=;PWD= | (INTEGRATED)/-@localhost\\inst:0/db {Driver=x}
            Driver=x;Server=.;Database=db;Trusted_Connection=No;UID=user;PWD=pass    | user/pass@localhost:1433/db {Driver=x}
            Server=tcp:host.database.windows.net,1433;Initial Catalog=db;Persist Security Info=False;User ID=user;Password=pass;Encrypt=True;Connection Timeout=30; | user/pass@host.database.windows.net:1433/db {Connection Timeout=30, Encrypt=True, Persist Security Info=False}
            Data Source=host;Initial Catalog=db;Integrated Security=SSPI            | (INTEGRATED)/-@host:1433/db {}
            server=host;database=db;user id="user";password='p;"w'                   | user/p;"w@host:1433/db {}
            Server=host;Database=db;User Id=user;Password="a""b;c"                   | user/a"b;c@host:1433/db {}
            jdbc:sqlserver://host\\instance:1433;databaseName=db;user=user;password={p;w}}d};encrypt=true | user/p;w}d@host\\instance:1433/db {encrypt=true}
            jdbc:sqlserver://;serverName=host;instanceName=inst;portNumber=1500;database=db;userName=user;password=pass | user/pass@host\\inst:1500/db {}
            jdbc:sqlserver://host;databaseName=db;integratedSecurity=true            | (INTEGRATED)/-@host:1433/db {}
            jdbc:sqlserver://host;databaseName=db;authentication=ActiveDirectoryDefault | (ENTRA)/-@host:1433/db {}
            Server=host;Database=db;Authentication=Active Directory Managed Identity | (ENTRA)/-@host:1433/db {}
            jdbc:sqlserver://host;databaseName=db;integratedSecurity=true;authenticationScheme=JavaKerberos | (INTEGRATED)/-@host:1433/db {authenticationScheme=JavaKerberos}
            jdbc:sqlserver://host;databaseName=db;integratedSecurity=true;authenticationScheme=NTLM;domain=CORP;user=user;password=pass | user/pass@host:1433/db {authenticationScheme=NTLM, domain=CORP}
            jdbc:sqlserver://[::1]:1500;databaseName=db;user=user;password=pass;authentication=SqlPassword | user/pass@::1:1500/db {}
            """)
    void aSqlServerIsWrittenInManyWays(String text, String expected) {
        assertEquals(expected, shown(written(ConnectionStyle.SQL_SERVER, text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            host=FRASQLU01122 & port=1433 & database=db & query.driver=d & query.Encrypt=yes      | (INTEGRATED)/-@FRASQLU01122:1433/db {Encrypt=yes, driver=d}
            host=h & database=db & username=u & password=p & drivername=mssql+pyodbc              | u/p@h:1433/db {}
            host=tcp:h\\inst & database=db & username=u & password=p                              | u/p@h\\inst:0/db {}
            host=h,1500 & database=db & username=u & password=p                                   | u/p@h:1500/db {}
            host=h & database=db & query.instanceName=inst & query.Trusted_Connection=yes         | (INTEGRATED)/-@h\\inst:0/db {}
            host=h & database=db & username=u & password=p & query.authenticationScheme=ntlm & query.domain=d | u/p@h:1433/db {authenticationScheme=ntlm, domain=d}
            connection_string=Server=h;Database=db;User Id=u;Password=old;Encrypt=yes & password=new & query.encrypt=no | u/new@h:1433/db {Encrypt=no}
            credentials.drivername=sqlserver & credentials.host=h & credentials.database=db & credentials.username=u & credentials.password=p | u/p@h:1433/db {}
            credentials=mssql://u:p@old\\inst:1444/db & host=new                                  | u/p@new:1444/db {}
            """)
    void keysOnTheirOwnSayASqlServerToo(String keys, String expected) {
        assertEquals(expected, shown(keys(ConnectionStyle.SQL_SERVER, keys)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            oracle+oracledb://user:pass@host:1521/orcl                         | user/pass@host:1521/orcl {sid=orcl}
            oracle+oracledb://user:pass@host/?service_name=X.example           | user/pass@host:1521/X.example {service_name=X.example}
            oracle+cx_oracle://user:pass@host:1600/?service_name=X&encoding=UTF-8 | user/pass@host:1600/X {encoding=UTF-8, service_name=X}
            oracle://user:pass@[::1]:1600/?SERVICE_NAME=X                      | user/pass@::1:1600/X {service_name=X}
            oracle+oracledb://user:pass@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=h)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=X))(SECURITY=(MY_WALLET_DIRECTORY=/w?)))?mode=1 | user/pass@h:2484/X {descriptor=(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=h)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=X))(SECURITY=(MY_WALLET_DIRECTORY=/w?))), mode=1}
            jdbc:oracle:thin:user/pass@//host:1600/service                     | user/pass@host:1600/service {service_name=service}
            jdbc:oracle:thin:user/pass@host:1600/service                       | user/pass@host:1600/service {service_name=service}
            jdbc:oracle:thin:user/pass@//host/service                          | user/pass@host:1521/service {service_name=service}
            jdbc:oracle:thin:user/"pass"@host:1600:sid                         | user/pass@host:1600/sid {sid=sid}
            jdbc:oracle:thin:user/pass@tcp://[::1]:1600/service                | user/pass@::1:1600/service {service_name=service}
            jdbc:oracle:thin:user/pass@tcps://host:2484/service?wallet_location=/w&ssl_server_dn_match=true | user/pass@host:2484/service {descriptor=(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=host)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=service))), ssl_server_dn_match=true, wallet_location=/w}
            jdbc:oracle:thin:user/pass@//host/service:dedicated/inst1          | user/pass@host:1521/service {descriptor=(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=host)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=service)(SERVER=dedicated)(INSTANCE_NAME=inst1)))}
            jdbc:oracle:thin:user/pass@(description = (address = (protocol=tcp)(host = h))(connect_data = (sid = S))) | user/pass@h:1521/S {descriptor=(description = (address = (protocol=tcp)(host = h))(connect_data = (sid = S)))}
            """)
    void anOracleIsWrittenInManyWays(String text, String expected) {
        assertEquals(expected, shown(written(ConnectionStyle.ORACLE, text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            host=h & service_name=X & username=u & password=p                  | u/p@h:1521/X {service_name=X}
            host=h & sid=X & username=u & password=p                           | u/p@h:1521/X {sid=X}
            host=h & database=X & username=u & password=p                      | u/p@h:1521/X {sid=X}
            host=h & query.service_name=X & username=u & password=p & query.a=b | u/p@h:1521/X {a=b, service_name=X}
            dsn=h:1600/X & username=u & password=p                             | u/p@h:1600/X {service_name=X}
            dsn=(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1600))(CONNECT_DATA=(SERVICE_NAME=X))) & username=u & password=p | u/p@h:1600/X {descriptor=(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1600))(CONNECT_DATA=(SERVICE_NAME=X)))}
            host=(DESCRIPTION=(ADDRESS=(HOST=h))(CONNECT_DATA=(SID=X))) & username=u & password=p | u/p@h:1521/X {descriptor=(DESCRIPTION=(ADDRESS=(HOST=h))(CONNECT_DATA=(SID=X)))}
            credentials=oracle://u:p@h/old & service_name=X                    | u/p@h:1521/X {service_name=X}
            credentials.host=h & credentials.service_name=X & credentials.username=u & credentials.password=p | u/p@h:1521/X {service_name=X}
            """)
    void keysOnTheirOwnSayAnOracleToo(String keys, String expected) {
        assertEquals(expected, shown(keys(ConnectionStyle.ORACLE, keys)));
    }

    /** A form, with PASSWORD in the place of the password, and how it stands there. */
    private static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(ConnectionStyle.POSTGRESQL, "postgresql://user:PASSWORD@h/d", Quoting.PERCENT),
                Arguments.of(
                        ConnectionStyle.POSTGRESQL,
                        "jdbc:postgresql://h/d?user=user&password=PASSWORD",
                        Quoting.PERCENT),
                Arguments.of(
                        ConnectionStyle.ORACLE, "oracle+oracledb://user:PASSWORD@h/?service_name=d", Quoting.PERCENT),
                Arguments.of(ConnectionStyle.ORACLE, "jdbc:oracle:thin:user/PASSWORD@//h:1521/d", Quoting.NONE),
                Arguments.of(ConnectionStyle.ORACLE, "jdbc:oracle:thin:user/\"PASSWORD\"@h:1521:d", Quoting.NONE),
                Arguments.of(
                        ConnectionStyle.ORACLE,
                        "jdbc:oracle:thin:user/PASSWORD@(DESCRIPTION=(ADDRESS=(HOST=h))(CONNECT_DATA=(SID=d)))",
                        Quoting.NONE),
                Arguments.of(ConnectionStyle.SQL_SERVER, "mssql+pyodbc://user:PASSWORD@h/d?driver=x", Quoting.PERCENT),
                Arguments.of(ConnectionStyle.SQL_SERVER, "mssql+pymssql://user:PASSWORD@h/d", Quoting.PERCENT),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "mssql+pyodbc:///?odbc_connect=Driver={x};Server=h;Database=d;UID=user;PWD={PASSWORD};Encrypt=yes",
                        Quoting.BRACES),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "mssql+pyodbc:///?odbc_connect=Driver%3D%7Bx%7D%3BServer%3Dh%3BDatabase%3Dd%3BUID%3Duser%3BPWD%3DPASSWORD",
                        Quoting.BRACES_IN_PERCENT),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "DRIVER=x;SERVER=h;DATABASE=d;UID=user;PWD={PASSWORD}",
                        Quoting.BRACES),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "Server=h;Database=d;User Id=user;Password=\"PASSWORD\"",
                        Quoting.QUOTES),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "jdbc:sqlserver://h;databaseName=d;user=user;password={PASSWORD};encrypt=true",
                        Quoting.BRACES));
    }

    private enum Quoting {
        NONE,
        PERCENT,
        BRACES,
        BRACES_IN_PERCENT,
        QUOTES;

        String of(String password) {
            return switch (this) {
                case NONE -> password;
                case PERCENT ->
                    URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
                case BRACES -> password.replace("}", "}}");
                case BRACES_IN_PERCENT -> URLEncoder.encode("{" + BRACES.of(password) + "}", StandardCharsets.UTF_8);
                case QUOTES -> password.replace("\"", "\"\"");
            };
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anyPasswordIsSafeInEveryForm(ConnectionStyle style, String form, Quoting quoting) {
        Stream.concat(
                        Stream.of(SPECIAL, "{" + SPECIAL, SPECIAL + "}", "''", "a\"b", "{a}", "}}", "%41", "=;="),
                        SPECIAL.codePoints().mapToObj(c -> "p" + Character.toString(c) + "w"))
                .forEach(password -> {
                    ConnectionSettings read = written(style, form.replace("PASSWORD", quoting.of(password)));
                    assertEquals(Optional.of(new Secret(password)), read.password(), password);
                    assertEquals("user", read.username().orElse(""), password);
                    assertEquals("h", read.host(), password);
                    assertEquals("d", read.database(), password);
                });
    }

    /** What divides the parts of a form is no part of a password that stands there as it is. */
    private static Stream<Arguments> rawForms() {
        return Stream.of(
                Arguments.of(ConnectionStyle.POSTGRESQL, "postgresql://user:PASSWORD@h/d", ""),
                Arguments.of(ConnectionStyle.ORACLE, "oracle+oracledb://user:PASSWORD@h/?service_name=d", ""),
                Arguments.of(ConnectionStyle.SQL_SERVER, "mssql+pyodbc://user:PASSWORD@h/d?driver=x", ""),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "mssql+pyodbc:///?odbc_connect=Driver={x};Server=h;Database=d;UID=user;PWD=PASSWORD;Encrypt=yes",
                        ";"),
                Arguments.of(ConnectionStyle.SQL_SERVER, "Driver=x;Server=h;Database=d;UID=user;PWD=PASSWORD", ";"),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "Server=h;Database=d;User Id=user;Password=PASSWORD;Encrypt=yes",
                        ";"),
                Arguments.of(
                        ConnectionStyle.SQL_SERVER,
                        "jdbc:sqlserver://h;databaseName=d;user=user;password=PASSWORD",
                        ";"));
    }

    @ParameterizedTest
    @MethodSource("rawForms")
    void aPasswordMayStandAsItIsWhereNothingElseCanBeMeant(ConnectionStyle style, String form, String dividers) {
        SPECIAL.codePoints()
                .filter(c -> dividers.indexOf(c) < 0)
                .mapToObj(c -> "p" + Character.toString(c) + "w")
                .forEach(password -> assertEquals(
                        Optional.of(new Secret(password)),
                        written(style, form.replace("PASSWORD", password)).password(),
                        password));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SQL_SERVER | hunter2                                     | its connection string (credentials) is none of SQL Server's. Write it as mssql+pyodbc://user:password@host:1433/database
            AZURE_SQL  | hunter2                                     | is none of SQL Server's. Write it as mssql+pyodbc://user:password@server.database.windows.net:1433/database
            ORACLE     | hunter2                                     | has no :// behind the name of the database. Write it as oracle+oracledb://user:password@host:1521/?service_name=service
            SQL_SERVER | Driver=x;Server=h;Database=d;UID=u;PWD={hunter2 | opens a quoted value and does not close it
            SQL_SERVER | Driver=x;Server=h;Database=d;UID=u;PWD={hun}ter2 | has something between the end of a quoted value and the next semicolon
            SQL_SERVER | Server=h;Database=d;UID=u;PWD=a;hunter2     | has a part without =. A value that holds a semicolon is written in double quotes
            SQL_SERVER | Driver=x;Server=h;Database=d;UID=u;PWD=a;hunter2 | has a part without =. A value that holds a semicolon is written in braces
            SQL_SERVER | Server=h;Database=d;UID=u;PWD={hunter2}     | to ODBC braces are quotes, to ADO.NET they are a part of the value
            SQL_SERVER | Server=h;Database=d;UID=u;PWD=hunter2;Pwd=hunter3 | has one keyword twice, and each time with another value
            SQL_SERVER | Server=h;Database=d;UID=u;PWD=hunter2;Password=hunter3 | says twice, and each time otherwise, what the password is
            SQL_SERVER | DSN=prod;UID=u;PWD=hunter2                   | names a DSN, which stands in ODBC's own settings
            SQL_SERVER | mssql+pyodbc://mydsn                          | names a DSN (mydsn), which stands in ODBC's own settings
            SQL_SERVER | mssql+pyodbc://u:hunter2@my%20dsn/            | names a DSN (my dsn), which stands in ODBC's own settings
            SQL_SERVER | Server=np:\\\\h\\pipe;Database=d;UID=u;PWD=hunter2 | this program connects by TCP alone
            SQL_SERVER | Server=(localdb)\\x;Database=d;UID=u;PWD=hunter2 | this program connects by TCP alone
            SQL_SERVER | Server=h,99999;Database=d;UID=u;PWD=hunter2 | has a port that is not a number from 1 to 65535
            SQL_SERVER | Server=h;Database=d;Trusted_Connection=hunter2 | says neither yes nor no to Windows authentication
            SQL_SERVER | Server=h;Database=d;Authentication=Active Directory Password;UID=u;PWD=hunter2 | its settings ask for a person's login to Entra ID (authentication = Active Directory Password). Write ActiveDirectoryDefault
            AZURE_SQL  | Server=h;Database=d;Authentication=Active Directory Default;UID=u;PWD=hunter2 | its settings name a user beside authentication = ActiveDirectory
            SQL_SERVER | jdbc:sqlserver://h;user=u;password=hunter2   | database is not set. Looked for fake: database
            SQL_SERVER | jdbc:sqlserver://h;database=d;password=hunter2 | username is not set
            AZURE_SQL  | jdbc:sqlserver://h;database=d                | username is not set
            SQL_SERVER | oracle://u:hunter2@h/d                       | its connection settings are for oracle, its source_type wants mssql or sqlserver
            SQL_SERVER | jdbc:postgresql://h/d?password=hunter2       | its connection settings are for postgresql
            ORACLE     | jdbc:sqlserver://h;password=hunter2          | its connection settings are for sqlserver, its source_type wants oracle
            ORACLE     | jdbc:oracle:oci:u/hunter2@h:1521/d           | is not for Oracle's thin driver
            ORACLE     | jdbc:oracle:thin:u/hunter2@prod              | an alias is not looked up in tnsnames.ora
            ORACLE     | jdbc:oracle:thin:u/hunter2@ldap://h/cn=x     | reaches the server by neither tcp nor tcps
            ORACLE     | jdbc:oracle:thin:u/hunter2@(DESCRIPTION=(ADDRESS=(HOST=h))) | is a descriptor that names neither SERVICE_NAME nor SID
            ORACLE     | jdbc:oracle:thin:u/hunter2@(DESCRIPTION=(CONNECT_DATA=(SID=x))) | is a descriptor that names no HOST
            ORACLE     | oracle://u:hunter2@h/d?service_name=x        | says more than once which database is meant
            ORACLE     | oracle+oracledb://u:hunter2@prod             | service_name is not set
            ORACLE     | oracle://u:hunter2@h:15x/d                   | has a port that is not a number
            """)
    void whatHasNoCounterpartIsNamedAndTheStringIsNot(ConnectionStyle style, String text, String reason) {
        IngestException refusal = assertThrows(IngestException.class, () -> written(style, text));

        assertEquals(FailureKind.CONFIG, refusal.kind());
        assertTrue(refusal.getMessage().startsWith("Cannot connect to the source x: "), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
        assertFalse(refusal.toString().contains("hunter"), refusal::getMessage);
        assertEquals(null, refusal.getCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=h & service_name=a & sid=b & username=u",
                "host=h & service_name=a & database=b & username=u",
                "dsn=h/a & database=b & username=u",
                "dsn=h/a & host=other & username=u",
                "dsn=(DESCRIPTION=(ADDRESS=(HOST=h))(CONNECT_DATA=(SID=x))) & port=1 & username=u"
            })
    void anOracleIsNamedOnce(String keys) {
        IngestException refusal = assertThrows(IngestException.class, () -> keys(ConnectionStyle.ORACLE, keys));
        assertTrue(
                refusal.getMessage()
                        .matches("Cannot connect to the source x: (its section says|host or port is set).*"),
                refusal::getMessage);
    }

    @Test
    void aLoginWithoutAPasswordIsDemandedOneUnlessItIsTheAccounts() {
        assertThrows(
                IngestException.class,
                () -> keys(ConnectionStyle.SQL_SERVER, "host=h & database=d & username=u")
                        .demandPassword());
        keys(ConnectionStyle.SQL_SERVER, "host=h & database=d").demandPassword();
    }
}
