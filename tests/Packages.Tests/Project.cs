using System.Diagnostics;

namespace Stadtgespraeche.Packages.Tests;

/// <summary>
/// A project outside the repository that is built by its settings and uses the invented package. What this machine has
/// in its own cache may be used, but nothing is added there.
/// </summary>
internal sealed class Project : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("packages-").FullName;

    public Project(Feed feed, string? judged = null, bool audits = false)
    {
        Write(
            "Invented.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="{feed.Package}" />
                {(judged is null ? "" : $"<NuGetAuditSuppress Include=\"{judged}\" />")}
              </ItemGroup>
            </Project>
            """
        );
        Write("Directory.Build.props", Import("Directory.Build.props", ""));
        Write(
            "Directory.Packages.props",
            Import(
                "Directory.Packages.props",
                $"""<ItemGroup><PackageVersion Include="{feed.Package}" Version="1.0.0" /></ItemGroup>"""
            )
        );
        Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <clear />
                {Source(feed, "invented")}
              </packageSources>
              {(audits ? $"<auditSources><clear />{Source(feed, "known")}</auditSources>" : "")}
              <fallbackPackageFolders><clear /><add key="machine" value="{MachineCache}" /></fallbackPackageFolders>
            </configuration>
            """
        );
    }

    private static string MachineCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>What the feed has answered, except for the package itself.</summary>
    public void ForgetAnswers()
    {
        Directory.Delete(Path.Combine(folder, "http"), recursive: true);
        Directory.Delete(Path.Combine(folder, "obj"), recursive: true);
    }

    public async Task<(int ExitCode, string Output)> RestoreAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "-nodeReuse:false", "-tl:off"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["NUGET_PACKAGES"] = Path.Combine(folder, "packages"),
                ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(folder, "http"),
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            },
        };
        using var restore = Process.Start(start)!;
        var errors = restore.StandardError.ReadToEndAsync();
        var output = await restore.StandardOutput.ReadToEndAsync();
        await restore.WaitForExitAsync();
        return (restore.ExitCode, output + await errors);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Source(Feed feed, string name) =>
        $"""<add key="{name}" value="{feed.Address}/index.json" allowInsecureConnections="true" />""";

    private static string Import(string file, string more) =>
        $"""<Project><Import Project="{Repository.PathOf(file)}" />{more}</Project>""";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
