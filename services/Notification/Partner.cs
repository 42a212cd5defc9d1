using Microsoft.Extensions.Options;
using MimeKit;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Notification;

/// <summary>
/// Whose deployment this is, from the configuration section <c>Partner</c>: its key at the hub, its name, its sender
/// mailbox, the colour of its mails (#rrggbb), the lines of its imprint, and the mailbox of the people who keep its
/// list of members, if there is one.
/// </summary>
public sealed class Partner
{
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Sender { get; set; } = "";

    public string Color { get; set; } = "#1d3f72";

    /// <summary>Lines are separated by line breaks or by <c>|</c>.</summary>
    public string Imprint { get; set; } = "";

    /// <summary>
    /// Where members' corrections go (empty: nowhere, and the member is told so) and who hears that requests to be
    /// enrolled wait; at the hub's own deployment also that applications do.
    /// </summary>
    public string Contact { get; set; } = "";

    public MailboxAddress? ContactMailbox => Contact.Length == 0 ? null : MailboxAddress.Parse(Contact);

    public IReadOnlyList<string> ImprintLines =>
        Imprint.Split(['\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The mailbox that sends every mail and organises every calendar entry.</summary>
    public MailboxAddress Mailbox => field ??= MailboxAddress.Parse(Sender);

    /// <summary>Who signs a mail.</summary>
    public string Signature => Mailbox.Name is { Length: > 0 } name ? name : $"Stadtgespräche {Name}";

    /// <summary>The domain that Message-IDs are made in.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>The address of <see cref="Mailbox"/>, with the domain in ASCII, as calendars and headers need it.</summary>
    public string Address => MailboxSpelling.WithAsciiDomain(Mailbox.Address);
}

internal sealed class PartnerIsComplete : IValidateOptions<Partner>
{
    public ValidateOptionsResult Validate(string? name, Partner options)
    {
        if (
            options.Key.Length == 0
            || options.Key.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
        )
        {
            return ValidateOptionsResult.Fail(
                "Partner:Key must be the key that the hub knows (lower case, digits, hyphens)."
            );
        }

        if (options.Name.Length == 0)
        {
            return ValidateOptionsResult.Fail("Partner:Name is missing: the name that people read.");
        }

        if (
            options.Contact.Length > 0
            && !(MailboxAddress.TryParse(options.Contact, out var contact) && contact.Address.Contains('@'))
        )
        {
            return ValidateOptionsResult.Fail(
                "Partner:Contact must be a mailbox such as 'Ratsbüro <ratsbuero@example.org>', or be left out."
            );
        }

        return MailboxAddress.TryParse(options.Sender, out var mailbox) && mailbox.Address.Contains('@')
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Partner:Sender must be a mailbox such as 'Stadtgespräche <stadtgespraeche@example.org>'."
            );
    }
}
