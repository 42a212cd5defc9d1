using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Stadtgespraeche.Resilience;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// The journal of a city: one line for each entry. Servers that are away, files and keys cost a few words; only what may be
/// a bug keeps its stack trace, for those who mend it.
/// </summary>
internal sealed class PlainConsole() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception).ReplaceLineEndings("\n");
        // EF Core repeats the whole fault in its text.
        message = logEntry.Exception is null ? message.Replace('\n', ' ') : message.Split('\n')[0];
        textWriter.WriteLine(
            logEntry.Exception is { } fault
                ? $"{Level(logEntry.LogLevel)}: {logEntry.Category}: {message} {InWords(fault)}"
                : $"{Level(logEntry.LogLevel)}: {logEntry.Category}: {message}"
        );
    }

    private static string InWords(Exception fault)
    {
        var chain = InfrastructureFault.Chain(fault).ToList();
        var isNoBug =
            InfrastructureFault.Is(fault)
            || FaultWords.Of(fault, development: true) is not null
            || chain.Exists(cause =>
                cause is IOException or UnauthorizedAccessException or CryptographicException or ObjectDisposedException
            );
        var error = chain.OfType<SocketException>().Select(one => $": {one.SocketErrorCode}").FirstOrDefault();
        return isNoBug ? $"({InfrastructureFault.Name(fault)}{error})" : $"\n{fault}";
    }

    private static string Level(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => "crit",
            LogLevel.Error => "fail",
            LogLevel.Warning => "warn",
            LogLevel.Information => "info",
            _ => "dbug",
        };
}

internal static class PlainConsoleRegistration
{
    /// <summary>Developers keep all that .NET says.</summary>
    public static void LogPlainly(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.AddConsole(console => console.FormatterName = PlainConsole.FormatterName);
            builder.Logging.AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
        }
    }
}
