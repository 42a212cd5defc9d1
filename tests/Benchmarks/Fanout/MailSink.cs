using System.Diagnostics;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Benchmarks.Fanout;

/// <summary>
/// Postfix's smtp-sink: takes everything at once; keeps it, in one file or each mail in one, only where a bench wants to
/// look.
/// </summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo directory;

    private MailSink(Process process, DirectoryInfo directory, int port)
    {
        this.process = process;
        this.directory = directory;
        Port = port;
    }

    public int Port { get; }

    private string File => Path.Combine(directory.FullName, "mails");

    public static MailSink Start(bool keep = false, bool apart = false)
    {
        var directory = Directory.CreateTempSubdirectory("smtp-sink-");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(directory.FullName, (UnixFileMode)0x1FF);
        }

        var port = ServerProcess.FreePort();
        string[] keeping = keep ? ["-D", Path.Combine(directory.FullName, "mails")] : [];
        keeping = apart ? ["-d", Path.Combine(directory.FullName, "mail.")] : keeping;
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "postfix"] : [];
        return new MailSink(
            Process.Start("/usr/sbin/smtp-sink", [.. keeping, .. user, "-m", "64", $"127.0.0.1:{port}", "64"]),
            directory,
            port
        );
    }

    /// <summary>The Message-ID of every mail that was taken, doubles included.</summary>
    public async Task<List<string>> MessageIdsAsync()
    {
        var ids = new List<string>();
        await foreach (var line in System.IO.File.ReadLinesAsync(File))
        {
            if (line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))
            {
                ids.Add(line);
            }
        }

        return ids;
    }

    /// <summary>The files of mails that were kept apart.</summary>
    public IEnumerable<string> Files => directory.EnumerateFiles().Select(file => file.FullName);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        directory.Delete(recursive: true);
    }
}
