using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Stadtgespraeche.Site;

/// <summary>
/// A page with a form that a passkey completes: the script asks the handler <c>Optionen</c> for the authenticator's
/// orders and sends the form with the answer in <see cref="Credential"/>.
/// </summary>
public abstract class PasskeyPage : SitePage
{
    protected const string Refused = "Der Passkey wurde nicht angenommen. Bitte versuchen Sie es noch einmal.";
    private const int MaxCredential = 20_000;

    [BindProperty]
    public string? Credential { get; set; }

    protected bool HasCredential => Credential is { Length: > 0 and <= MaxCredential };

    protected ContentResult Orders(string json) => Content(json, "application/json", Encoding.UTF8);

    /// <summary>Null: what the browser sent is no answer to our orders.</summary>
    protected async Task<UserPasskeyInfo?> AttestAsync<TUser>(SignInManager<TUser> identity)
        where TUser : class
    {
        try
        {
            var attested = await identity.PerformPasskeyAttestationAsync(Credential!);
            return attested.Succeeded ? attested.Passkey : null;
        }
        catch (Exception e) when (IsTheirFault(e))
        {
            return null;
        }
    }

    // What is unreadable, or answers orders that were never given or are used up, is thrown at us instead of told.
    protected static bool IsTheirFault(Exception e) =>
        e is InvalidOperationException or JsonException or FormatException or ArgumentException or PasskeyException;
}
