using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MimeKit;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests.Platform;

/// <summary>A city's mail server as its members see it: what arrived, read from the raw source.</summary>
public sealed partial class Inbox(Uri address)
{
    private readonly HttpClient http = new() { BaseAddress = address };
    private readonly Dictionary<string, MimeMessage> read = [];

    /// <summary>Subject and recipient of all mails so far.</summary>
    public async Task<IReadOnlyList<(string Id, string To, string Subject)>> List() =>
        [
            .. (await http.GetFromJsonAsync<JsonArray>("/api/email") ?? []).Select(mail =>
                (
                    mail!["id"]!.GetValue<string>(),
                    mail["envelope"]!["to"]![0]!["address"]!.GetValue<string>(),
                    mail["subject"]?.GetValue<string>() ?? ""
                )
            ),
        ];

    /// <summary>The mails of one person, oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> To(string recipient)
    {
        var mails = new List<MimeMessage>();
        foreach (var (id, _, _) in (await List()).Where(mail => mail.To == recipient))
        {
            if (!read.TryGetValue(id, out var mail))
            {
                read[id] = mail = await MimeMessage.LoadAsync(await http.GetStreamAsync($"/api/email/{id}/download"));
            }

            mails.Add(mail);
        }

        return [.. mails.OrderBy(mail => mail.Date)];
    }

    /// <summary>Waits for a mail to <paramref name="recipient"/> that fits.</summary>
    public Task<MimeMessage> Next(string recipient, Func<MimeMessage, bool> fits) =>
        Next(recipient, (_, mail) => fits(mail));

    /// <summary>The same, where it depends on what else is there.</summary>
    public async Task<MimeMessage> Next(string recipient, Func<IReadOnlyList<MimeMessage>, MimeMessage, bool> fits)
    {
        MimeMessage? found = null;
        await Eventually.Holds(async () =>
        {
            var mails = await To(recipient);
            found =
                mails.LastOrDefault(mail => fits(mails, mail))
                ?? throw new InvalidOperationException(
                    $"No mail to {recipient} that fits; there are: {string.Join(" | ", mails.Select(mail => mail.Subject))}"
                );
        });
        return found!;
    }

    /// <summary>The links in the text part, in their order.</summary>
    public static IReadOnlyList<string> Links(MimeMessage mail) =>
        [.. Link().Matches(mail.TextBody ?? "").Select(match => match.Value)];

    /// <summary>The calendar part among the alternatives, or null.</summary>
    public static string? Calendar(MimeMessage mail) =>
        mail
            .BodyParts.OfType<TextPart>()
            .FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar") && !part.IsAttachment)
            ?.Text;

    [GeneratedRegex(@"https?://[^\s>)]+")]
    private static partial Regex Link();
}
