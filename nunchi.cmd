@echo off
rem Starts Nunchi: finds a JDK 25 or newer, builds what is missing or older than its sources, and runs the command line.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
set "home=%home:~0,-1%"
set "jdk="

if defined JAVA_HOME call :consider "%JAVA_HOME%"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :consider "%%~dp$PATH:J.."
for /d %%F in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*\current") do call :consider "%%~F"
if not defined jdk (
  >&2 echo nunchi: Nunchi needs a JDK 25 or newer, and none was found in JAVA_HOME, on the path or in the usual places; install one, for instance from https://adoptium.net, or set JAVA_HOME to it.
  exit /b 2
)

if not exist "%home%\pom.xml" (
  set "modules=%home%\lib"
  set "archive=%home%\lib\nunchi.jsa"
  for %%A in ("%home%\lib\nunchi-app-*.jar") do set "app=%%~fA"
  goto run
)
call :fresh || call :build || exit /b
for %%A in ("%home%\app\target\nunchi-app-*.jar") do set "app=%%~fA"
set "modules=%home%\app\target\lib;%app%"
set "archive=%home%\app\target\nunchi.jsa"

:run
rem The virtual machine announces the incubating Vector API on its error stream and has no switch for it; a second, small one takes
rem exactly this line away.
"%jdk%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx16m -cp "%app%" nunchi.app.QuietStart "%jdk%\bin\java.exe" --add-modules jdk.incubator.vector -Xshare:auto -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%archive%" -Xlog:disable %NUNCHI_JVM_OPTS% -p "%modules%" -m nunchi.app/nunchi.app.Main %*
exit /b %ERRORLEVEL%

rem Takes the first JDK 25 or newer; its release file says which it is.
:consider
if defined jdk exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b /c:"JAVA_VERSION=" "%~1\release"`) do set "version=%%~V"
for /f "tokens=1 delims=.-+" %%M in ("%version%") do if %%M GEQ 25 set "jdk=%~f1"
exit /b 0

rem Succeeds when the jars are there and no source is newer than the last build.
:fresh
if not exist "%home%\app\target\nunchi.built" exit /b 1
if not exist "%home%\app\target\lib" exit /b 1
pushd "%home%"
powershell -NoProfile -Command "$built = (Get-Item app/target/nunchi.built).LastWriteTimeUtc; $parts = 'core','cpu','workbench','app'; $sources = @(Get-Item pom.xml, labs; Get-ChildItem labs -Recurse) + @($parts | ForEach-Object { Get-Item ($_ + '/pom.xml'); Get-Item ($_ + '/src'); Get-ChildItem ($_ + '/src') -Recurse }); exit [int][bool]($sources | Where-Object { $_.LastWriteTimeUtc -gt $built })"
set "stale=%ERRORLEVEL%"
popd
exit /b %stale%

:build
where /q mvn || (
  >&2 echo nunchi: Maven is needed to build Nunchi, but there is no mvn on the path; install Maven 3.8 or newer, see https://maven.apache.org/install.html.
  exit /b 2
)
if not exist "%jdk%\bin\javac.exe" (
  >&2 echo nunchi: building needs a JDK 25 or newer with its compiler, but %jdk% has none; set JAVA_HOME to a whole JDK.
  exit /b 2
)
>&2 echo nunchi: building from the sources, which takes about a minute the first time
if not exist "%home%\app\target" mkdir "%home%\app\target"
set "output=%home%\app\target\build.log"
>"%home%\app\target\started" echo started
pushd "%home%"
set "JAVA_HOME=%jdk%"
call mvn -q -B -pl app -am package -DskipTests -Dmaven.test.skip=true >"%output%" 2>&1
set "failed=%ERRORLEVEL%"
popd
if not "%failed%"=="0" (
  >&2 type "%output%"
  >&2 echo nunchi: the build failed; its output stands above.
  exit /b 1
)
if exist "%home%\app\target\nunchi.jsa" del "%home%\app\target\nunchi.jsa"
move /y "%home%\app\target\started" "%home%\app\target\nunchi.built" >nul
exit /b 0
