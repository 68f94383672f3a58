@echo off
rem Starts Nunchi: finds a JDK 25 or newer, builds what is missing or older than its sources, and runs the command line.
setlocal EnableExtensions DisableDelayedExpansion
set "nunchi=%~dp0"
set "nunchi=%nunchi:~0,-1%"
rem An installed program has this script in bin, beside lib.
if exist "%nunchi%\..\lib" if not exist "%nunchi%\pom.xml" call :installed
set "jdk="
set "moves="
rem Windows would search the current folder before the path, where anybody's program may lie.
set "NoDefaultCurrentDirectoryInExePath=1"
set "system=%SystemRoot%\System32"

rem A path is handed on in a variable: as an argument of call its percent signs would be expanded again.
set "candidate=%nunchi%\runtime"
call :consider
set "candidate=%JAVA_HOME%"
if defined JAVA_HOME call :consider
for %%J in (java.exe) do if not "%%~$PATH:J"=="" if /i not "%%~dp$PATH:J"=="%CD%\" set "candidate=%%~dp$PATH:J.." & call :consider
for /d %%F in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*\current") do set "candidate=%%~F" & call :consider
if not defined jdk (
  >&2 echo nunchi: Nunchi needs a JDK 25 or newer, and none was found in JAVA_HOME, on the path or in the usual places; install one, for instance from https://adoptium.net, or set JAVA_HOME to it.
  exit /b 2
)

set "builds=%nunchi%\.nunchi"
set "modules=%nunchi%\lib"
if not exist "%nunchi%\pom.xml" goto run
call :fresh || call :build || exit /b
set "build="
<"%builds%\current" set /p build=
set "modules=%builds%\%build%"

:run
for %%A in ("%modules%\nunchi-app-*.jar") do set "app=%%~fA"
set "options=--add-modules jdk.incubator.vector -Xlog:disable"
rem JDKs before 25.0.3 move pinned arrays with their usual collector (JDK-8377811).
if defined NUNCHI_JVM_OPTS call :collector
if not defined NUNCHI_JVM_OPTS goto accepted
rem Java itself would say several lines about a wrong option.
"%jdk%\bin\java.exe" %options% %NUNCHI_JVM_OPTS% -version >nul 2>nul
if not errorlevel 1 goto accepted
>&2 echo nunchi: Java refuses the options in NUNCHI_JVM_OPTS; correct them, for instance NUNCHI_JVM_OPTS=-Xmx8g, or unset the variable.
exit /b 2
:accepted
if defined moves set "options=%options% -XX:+UseParallelGC"
rem The fifth line that mode prints is the width of the window, in whatever language.
set "columns=0"
if exist "%system%\mode.com" for /f "skip=4 tokens=2 delims=:" %%W in ('%system%\mode.com con') do for %%C in (%%W) do call :width %%C
rem The virtual machine announces the incubating Vector API on its error stream and has no switch for it; a second, small one takes
rem exactly this line away.
"%jdk%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx16m -cp "%app%" nunchi.app.QuietStart "%jdk%\bin\java.exe" %options% -Dstderr.encoding=UTF-8 -Dnunchi.columns=%columns% "-Dnunchi.used=%modules%\used" %NUNCHI_JVM_OPTS% -p "%modules%" -m nunchi.app/nunchi.app.Main %*
exit /b %ERRORLEVEL%

:installed
for %%B in ("%nunchi%") do if /i "%%~nxB"=="bin" for %%H in ("%nunchi%\..") do set "nunchi=%%~fH"
exit /b 0

rem Only the first number counts.
:width
if "%columns%"=="0" set "columns=%1"
exit /b 0

rem Another collector that was asked for is taken instead.
:collector
if not "%NUNCHI_JVM_OPTS:-XX:+Use=%"=="%NUNCHI_JVM_OPTS%" set "moves="
exit /b 0

rem Takes the first JDK 25 or newer; its release file says which it is.
:consider
if defined jdk exit /b 0
if not exist "%candidate%\bin\java.exe" exit /b 0
if not exist "%candidate%\release" exit /b 0
set "version="
for /f "usebackq tokens=1* delims==" %%U in ("%candidate%\release") do if "%%U"=="JAVA_VERSION" set "version=%%~V"
for /f "tokens=1 delims=.-+" %%M in ("%version%") do if %%M GEQ 25 set "jdk=%candidate%"
if not defined jdk exit /b 0
for %%D in ("%jdk%") do set "jdk=%%~fD"
set "released="
for /f "tokens=1 delims=-+" %%V in ("%version%") do set "released=%%V"
for /f "tokens=1-3 delims=." %%A in ("%released%") do for %%V in (25 25.0 25.0.0 25.0.1 25.0.2) do (
  if "%%C"=="" if "%released%"=="%%V" set "moves=1"
  if not "%%C"=="" if "%%A.%%B.%%C"=="%%V" set "moves=1"
)
exit /b 0

rem Succeeds when the jars are there and no source is newer than the last build.
:fresh
if not exist "%builds%\current" exit /b 1
set "build="
<"%builds%\current" set /p build=
if not exist "%builds%\%build%\used" exit /b 1
pushd "%nunchi%"
"%system%\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -Command "$built = (Get-Item .nunchi/current).LastWriteTimeUtc; $parts = 'core','cpu','model','data','analysis','train','record','exchange','report','http','study','studio','serve','workbench','app'; $sources = @(Get-Item pom.xml, labs; Get-ChildItem labs -Recurse) + @($parts | ForEach-Object { Get-Item ($_ + '/pom.xml'); Get-Item ($_ + '/src'); Get-ChildItem ($_ + '/src') -Recurse }); exit [int][bool]($sources | Where-Object { $_.LastWriteTimeUtc -gt $built })"
set "stale=%ERRORLEVEL%"
popd
exit /b %stale%

:build
set "maven="
for %%M in (mvn.cmd) do if not "%%~dp$PATH:M"=="%CD%\" set "maven=%%~$PATH:M"
if not defined maven (
  >&2 echo nunchi: Maven is needed to build Nunchi, but there is no mvn on the path; install Maven 3.8 or newer, see https://maven.apache.org/install.html.
  exit /b 2
)
if not exist "%jdk%\bin\javac.exe" (
  >&2 echo nunchi: building needs a JDK 25 or newer with its compiler, but %jdk% has none; set JAVA_HOME to a whole JDK.
  exit /b 2
)
"%jdk%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "%nunchi%\app\src\launcher\Build.java" "%nunchi%" "%maven%"
exit /b %ERRORLEVEL%
