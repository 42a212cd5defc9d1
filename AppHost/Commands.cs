using System.Diagnostics;

namespace Stadtgespraeche.AppHost;

/// <summary>
/// What an operator can do on the dashboard: the same verbs of ./run. What they print may be a link that lets somebody
/// in, so it is shown to who asked for it and logged nowhere.
/// </summary>
internal static class Commands
{
    public static IResourceBuilder<Group> WithHubCommands(this IResourceBuilder<Group> hub, Settings settings) =>
        hub.WithInvitation(settings, "organiser", "Organisation einladen")
            .WithCommand(
                "resend",
                "Fehlgeschlagene Nachrichten neu zustellen",
                context => RunAsync(settings, context.CancellationToken, "errors", "resend"),
                new CommandOptions { IconName = "MailArrowForward", IsHighlighted = true }
            );

    public static IResourceBuilder<Group> WithCityCommands(this IResourceBuilder<Group> city, Settings settings) =>
        city.WithInvitation(settings, "administrator", "Verwaltung einladen", city.Resource.Name);

    private static IResourceBuilder<Group> WithInvitation(
        this IResourceBuilder<Group> group,
        Settings settings,
        string verb,
        string label,
        params string[] whose
    ) =>
        group.WithCommand(
            verb,
            label,
            context =>
                RunAsync(
                    settings,
                    context.CancellationToken,
                    [verb, .. whose, context.Arguments.GetString("name") ?? ""]
                ),
            new CommandOptions
            {
                IconName = "PersonAdd",
                IsHighlighted = true,
                Arguments =
                [
                    new InteractionInput
                    {
                        Name = "name",
                        Label = "Name",
                        InputType = InputType.Text,
                        Required = true,
                    },
                ],
            }
        );

    private static async Task<ExecuteCommandResult> RunAsync(
        Settings settings,
        CancellationToken cancellationToken,
        params string[] args
    )
    {
        var start = new ProcessStartInfo(settings.RunScript, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["STADTGESPRAECHE_LOCAL"] = settings.Local;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? CommandResults.Success("Erledigt.", await output, CommandResultFormat.Text, displayImmediately: true)
            : CommandResults.Failure("Das ist nicht gelungen.", await errors, CommandResultFormat.Text);
    }
}
