using System.Collections.Concurrent;
using System.Diagnostics;

namespace Stadtgespraeche.Testing;

/// <summary>
/// Programs of others under Node, one folder in tests/ each, that judge what we write; <c>npm ci</c> prepares them when
/// needed.
/// </summary>
public static class NodeProgram
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Ready = new();

    /// <summary>Runs <c>node</c> in <c>tests/<paramref name="folder"/></c> and returns what it printed.</summary>
    public static async Task<string> RunAsync(string folder, IEnumerable<string> arguments)
    {
        var directory = await Ready.GetOrAdd(folder, name => new Lazy<Task<string>>(() => PrepareAsync(name))).Value;
        return await RunAsync("node", directory, arguments);
    }

    /// <summary>The path of <c>tests/<paramref name="folder"/></c>.</summary>
    internal static string PathOf(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Stadtgespraeche.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(
            root?.FullName ?? throw new InvalidOperationException("The repository's root was not found."),
            "tests",
            folder
        );
    }

    private static async Task<string> PrepareAsync(string folder)
    {
        var directory = PathOf(folder);
        // Several test assemblies may start at once; npm ci empties node_modules first.
        await using var one = await LockAsync(Path.Combine(directory, "obj"));
        if (!File.Exists(Path.Combine(directory, "node_modules", ".package-lock.json")))
        {
            await RunAsync("npm", directory, ["ci", "--no-audit", "--no-fund"]);
        }

        return directory;
    }

    private static async Task<FileStream> LockAsync(string directory)
    {
        Directory.CreateDirectory(directory);
        FileStream? held = null;
        await Eventually.Holds(() =>
        {
            held = new FileStream(
                Path.Combine(directory, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        });
        return held!;
    }

    private static async Task<string> RunAsync(string command, string directory, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{command} failed: {await errors}");
    }
}
