using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Registration.Partners.Keys;
using Stadtgespraeche.Registration.SignIn.Links;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.SignIn.Requests;

/// <summary>
/// Seals the address that somebody typed, sends it to the chosen partner and forgets it. Does the same whether or not
/// the address is known, since only the partner knows. A partner that has announced no encryption key yet is not asked,
/// and that cannot be seen from outside either.
/// </summary>
internal static class RequestSignIn
{
    public static async Task HandleAsync(
        RegistrationDbContext db,
        TimeProvider time,
        string partner,
        string address,
        string? returnTo,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var request = new SignInRequest
        {
            Id = Guid.CreateVersion7(now),
            Partner = partner,
            ReturnTo = ReturnPath.Of(returnTo) == returnTo ? returnTo : null,
            ExpiresAt = now + SignInLink.Lifetime,
        };
        var key = await db.SealFor(partner, cancellationToken);
        db.SignInRequests.Add(request);
        if (key is not null)
        {
            db.SendToPartner(
                partner,
                new SignInRequested(
                    partner,
                    request.Id,
                    SealedAddress.Seal(address, key.KeyId, key.PublicKey),
                    request.ExpiresAt
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// The same for an address that mails go to from now on: a domain without a dot is a typo, or means this machine.
    /// </summary>
    public static string? ReadNew(string? typed) =>
        Read(typed) is { } address && address[(address.IndexOf('@') + 1)..].Trim('.').Contains('.') ? address : null;

    /// <summary>
    /// The address in its one spelling, as a mail server would read it; null when it is not an address. One mailbox, nothing that could end
    /// a header line or open a second address.
    /// </summary>
    public static string? Read(string? typed)
    {
        // The case of what stands before the @ is left to the city.
        var address = CleanText.Line(typed) is { } line ? MailboxSpelling.WithAsciiDomain(line) : null;
        return
            address is { Length: > 2 and <= SealedAddress.Longest }
            && address.IndexOf('@') is > 0 and var at
            && at == address.LastIndexOf('@')
            && at < address.Length - 1
            && !address.Any(c =>
                char.IsControl(c)
                || char.IsWhiteSpace(c)
                || c is ',' or ';' or '<' or '>' or '"' or '(' or ')' or '\\' or '[' or ']'
            )
            ? address
            : null;
    }
}
