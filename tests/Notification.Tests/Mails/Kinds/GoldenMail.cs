using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using MimeKit;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

/// <summary>
/// A mail as it is to be, in a file of Golden/: what the recipient sees of head, text, HTML and calendar. In place of a
/// token stands what it is good for.
/// </summary>
internal static partial class GoldenMail
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Mails", "Kinds", "Golden");

    /// <summary>Fails when the mail is another than the golden one, and writes the new one beside it.</summary>
    public static void ShouldBeGolden(this MimeMessage mail, string name)
    {
        var (file, made) = (Path.Combine(Folder, $"{name}.txt"), Write(mail));
        if (!File.Exists(file) || File.ReadAllText(file) != made)
        {
            File.WriteAllText(Path.ChangeExtension(file, ".new"), made);
            (File.Exists(file) ? File.ReadAllText(file) : "").ShouldBe(made, $"compare {file} with the .new beside it");
        }
    }

    private static string Write(MimeMessage mail)
    {
        var text = new StringBuilder();
        text.Append("Subject: ").Append(mail.Subject).Append('\n');
        text.Append("From: ").Append(Names(mail.From)).Append('\n');
        text.Append("To: ").Append(Names(mail.To)).Append('\n');
        text.Append("Reply-To: ").Append(Names(mail.ReplyTo)).Append('\n');
        text.Append("Date: ").Append(mail.Date.ToString("u", CultureInfo.InvariantCulture)).Append('\n');
        text.Append("Message-Id: ").Append(mail.MessageId).Append('\n');
        text.Append("Auto-Submitted: ").Append(mail.Headers[HeaderId.AutoSubmitted]).Append('\n');
        Write(text, mail.Body!, "");
        return Token().Replace(text.ToString(), match => Purpose(match.Value));
    }

    private static void Write(StringBuilder text, MimeEntity entity, string depth)
    {
        var type = entity.ContentType;
        text.Append('\n').Append(depth).Append("=== ").Append(type.MimeType);
        text.Append(type.Parameters["method"] is { } method ? $" method={method}" : "");
        text.Append(entity.ContentDisposition is { } disposition ? $" {disposition}" : "").Append('\n');
        if (entity is Multipart parts)
        {
            foreach (var part in parts)
            {
                Write(text, part, depth + "=");
            }

            return;
        }

        using var bytes = new MemoryStream();
        ((MimePart)entity).Content!.DecodeTo(bytes);
        text.Append(Encoding.UTF8.GetString(bytes.ToArray()).ReplaceLineEndings("\n")).Append('\n');
    }

    private static string Names(InternetAddressList list) =>
        string.Join(", ", list.Mailboxes.Select(mailbox => $"{mailbox.Name} <{mailbox.Address}>"));

    private static string Purpose(string token)
    {
        var read = new JsonWebToken(token);
        return $"[{read.GetClaim("purpose").Value} until {read.ValidTo:u}]";
    }

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+\.[\w-]+")]
    private static partial Regex Token();
}
