@echo off
rem Runs ingest with this folder as its home: ingest check. It takes from the environment:
rem   JAVA_HOME           the Java to run with; else the one below, else the one on the PATH
rem   INGEST_JAR          the program; else the one below
rem   INGEST_HEAP         memory, as 512m or 4g; else 1g
rem   INGEST_JAVA_OPTIONS further options for Java, divided by blanks
setlocal EnableExtensions DisableDelayedExpansion
rem What the program prints is UTF-8.
chcp 65001 >nul
if not defined INGEST_JAR set "INGEST_JAR=@JAR@"
if not defined JAVA_HOME set "JAVA_HOME=@JAVA_HOME@"
if not defined INGEST_HEAP set "INGEST_HEAP=1g"
set "JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%JAVA%" for %%F in (java.exe) do set "JAVA=%%~$PATH:F"
if not defined JAVA goto no_java
if not exist "%INGEST_JAR%" goto no_jar
if not "%INGEST_JAR:;=%"=="%INGEST_JAR%" goto semicolon
set "INGEST_TMP=%~dp0tmp"
if not exist "%INGEST_TMP%" mkdir "%INGEST_TMP%" 2>nul

rem Java's archive of the classes that a load needs, from which later starts are faster. A run writes it at its end when there
rem is none that this Java can use for this program; one of a run that loaded nothing would hold too little. A damaged archive
rem can end a Java; to check it, some Javas end with an error and some warn. Without one everything works as well.
set "ARCHIVE=%INGEST_TMP%\ingest.jsa"
if not exist "%ARCHIVE%" goto run
call :made_of
set "KNOWN="
if exist "%ARCHIVE%.of" set /p KNOWN=<"%ARCHIVE%.of"
if "%MADE_OF%"=="%KNOWN%" goto run
"%SystemRoot%\System32\find.exe" "SUCCESS" "%~dp0metadata\last_run.json" >nul 2>&1
if errorlevel 1 goto broken
"%JAVA%" -XX:-CreateCoredumpOnCrash -XX:ErrorFile=nul -Xshare:on "-XX:SharedArchiveFile=%ARCHIVE%" -cp "%INGEST_JAR%" -version >"%ARCHIVE%.of" 2>&1 <nul
if not "%ERRORLEVEL%"=="0" goto broken
"%SystemRoot%\System32\find.exe" "warning" "%ARCHIVE%.of" >nul 2>&1
if not errorlevel 1 goto broken
>"%ARCHIVE%.of" echo %MADE_OF%
goto run
:broken
del /f "%ARCHIVE%" "%ARCHIVE%.of" >nul 2>&1

:run
set "CLASSES="
if exist "%ARCHIVE%" set CLASSES="-XX:SharedArchiveFile=%ARCHIVE%"
if exist "%ARCHIVE%" goto start
set "LOADS="
call :look %*
if not defined LOADS goto start
set "INGEST_AGENT="
for %%V in (INGEST_JAVA_OPTIONS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS) do for %%W in (-agent -javaagent -Xrun) do call :agent %%V %%W
if defined INGEST_AGENT goto start
rem A Java that lacks an archive of its own, or is told to use none, makes none, and Java 17 even ends when it is asked to.
"%JAVA%" "-XX:ArchiveClassesAtExit=%ARCHIVE%.try" -Xlog:disable -XX:+IgnoreUnrecognizedVMOptions -Xmx%INGEST_HEAP% %INGEST_JAVA_OPTIONS% -cp "%INGEST_JAR%" -version >nul 2>&1 <nul
if exist "%ARCHIVE%.try" set CLASSES="-XX:ArchiveClassesAtExit=%ARCHIVE%"
del /f "%ARCHIVE%.try" >nul 2>&1

:start
rem Newer Javas warn of libraries that bring machine code, as Snappy does, unless they are told to expect it; older ones start slower
rem when they are told.
set "INGEST_NATIVE="
set INGEST_OF_JAVA="0
for %%F in ("%JAVA%") do set "INGEST_RELEASE=%%~dpF..\release"
if exist "%INGEST_RELEASE%" for /f "usebackq tokens=1,2 delims==.-" %%A in ("%INGEST_RELEASE%") do if "%%A"=="JAVA_VERSION" set INGEST_OF_JAVA=%%B
rem With a 1 before each, so that there is a number whatever the file says.
if 1%INGEST_OF_JAVA:"=% geq 124 set "INGEST_NATIVE=--enable-native-access=ALL-UNNAMED"
rem Most runs are short: code is compiled when it has run five times as often as Java would wait for, and the program is named by
rem a class path, from which it starts without being opened where the archive has all.
"%JAVA%" %CLASSES% %INGEST_NATIVE% -Xlog:disable -XX:+IgnoreUnrecognizedVMOptions -XX:CompileThresholdScaling=5 -Xmx%INGEST_HEAP% "-Djava.io.tmpdir=%INGEST_TMP%" %INGEST_JAVA_OPTIONS% -cp "%INGEST_JAR%" dev.ingest.Main --home "%~dp0." %*
exit /b %ERRORLEVEL%

rem Whether the arguments ask for a run that loads.
:look
if "%~1"=="" exit /b 0
if "%~1"=="run" set "LOADS=yes"
if "%~1"=="--dry-run" (
    set "LOADS="
    exit /b 0
)
shift
goto look

rem Whether a variable gives Java an agent, which may wait for somebody.
:agent
if not defined %1 exit /b 0
set %1| "%SystemRoot%\System32\find.exe" "%2" >nul 2>&1
if not errorlevel 1 set "INGEST_AGENT=yes"
exit /b 0

:made_of
set "MADE_OF="
for %%F in ("%INGEST_JAR%" "%JAVA%" "%ARCHIVE%") do call set "MADE_OF=%%MADE_OF%%[%%~zF %%~tF]"
exit /b 0

:no_java
echo Cannot start ingest: there is no Java. Install Java 17 or newer, or set JAVA_HOME to where it is. 1>&2
exit /b 2

:no_jar
echo Cannot start ingest: there is no "%INGEST_JAR%". Put the program there, or set INGEST_JAR to where it is. 1>&2
exit /b 2

:semicolon
echo Cannot start ingest: Java finds no program in a path with a semicolon, "%INGEST_JAR%". Move it, or set INGEST_JAR to where it is. 1>&2
exit /b 2
