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
if not exist "%JAVA%" goto no_java
if not exist "%INGEST_JAR%" goto no_jar
set "INGEST_TMP=%~dp0tmp"
if not exist "%INGEST_TMP%" mkdir "%INGEST_TMP%" 2>nul

rem The classes of the program as Java wants them in memory, so that it starts faster. They are made again when the
rem program, Java or the archive are not what they were; without them, as of a Java that cannot make them, everything works
rem as well.
set "ARCHIVE=%INGEST_TMP%\ingest.jsa"
call :made_of
set "KNOWN="
if exist "%ARCHIVE%.of" set /p KNOWN=<"%ARCHIVE%.of"
if "%MADE_OF%"=="%KNOWN%" goto run
set "NEW=%ARCHIVE%.%RANDOM%"
setlocal
set "AZURE_KEY_VAULT_URL="
"%JAVA%" "-XX:ArchiveClassesAtExit=%NEW%" -Xlog:disable -jar "%INGEST_JAR%" --home "%~dp0." run --dry-run >nul 2>&1 <nul
endlocal
if %ERRORLEVEL% LSS 0 goto broken
if %ERRORLEVEL% GTR 2 goto broken
if exist "%NEW%" move /y "%NEW%" "%ARCHIVE%" >nul 2>&1
if exist "%NEW%" goto in_use
goto made
:broken
if exist "%ARCHIVE%" del "%ARCHIVE%" >nul 2>&1
if exist "%NEW%" del "%NEW%" >nul 2>&1
:made
call :made_of
>"%ARCHIVE%.of" echo %MADE_OF%
goto run
:in_use
del "%NEW%" >nul 2>&1

:run
set "SHARED="
if exist "%ARCHIVE%" set SHARED="-XX:SharedArchiveFile=%ARCHIVE%" -Xlog:disable
"%JAVA%" %SHARED% -Xmx%INGEST_HEAP% "-Djava.io.tmpdir=%INGEST_TMP%" %INGEST_JAVA_OPTIONS% -jar "%INGEST_JAR%" --home "%~dp0." %*
exit /b %ERRORLEVEL%

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
