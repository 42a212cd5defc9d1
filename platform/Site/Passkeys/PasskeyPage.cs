using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Stadtgespraeche.Site.Passkeys;

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

    private bool HasCredential => Credential is { Length: > 0 and <= MaxCredential };

    protected ContentResult Orders(string json) => Content(json, "application/json", Encoding.UTF8);

    /// <summary>What the authenticator is to know of somebody who gets a passkey.</summary>
    protected async Task<ContentResult> CreationOrders<TUser>(SignInManager<TUser> identity, Guid person, string name)
        where TUser : class =>
        Orders(
            await identity.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = $"{person}",
                    Name = name,
                    DisplayName = name,
                }
            )
        );

    /// <summary>A new passkey; null: what the browser sent is no answer to our orders.</summary>
    protected async Task<UserPasskeyInfo?> AttestAsync<TUser>(SignInManager<TUser> identity)
        where TUser : class =>
        await AnswerAsync(identity.PerformPasskeyAttestationAsync) is { Succeeded: true } attested
            ? attested.Passkey
            : null;

    /// <summary>Whose passkey was shown; null: what the browser sent is no answer to our orders.</summary>
    protected Task<PasskeyAssertionResult<TUser>?> AssertAsync<TUser>(SignInManager<TUser> identity)
        where TUser : class => AnswerAsync(identity.PerformPasskeyAssertionAsync);

    /// <summary>The form again, with the same words for everything that does not fit.</summary>
    protected IActionResult Refuse()
    {
        ModelState.AddModelError("", Refused);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<TResult?> AnswerAsync<TResult>(Func<string, Task<TResult>> read)
        where TResult : class
    {
        try
        {
            return HasCredential ? await read(Credential!) : null;
        }
        catch (Exception e) when (IsTheirFault(e))
        {
            return null;
        }
    }

    // What is unreadable, or answers orders that were never given or are used up, is thrown at us instead of told.
    private static bool IsTheirFault(Exception e) =>
        e is InvalidOperationException or JsonException or FormatException or ArgumentException or PasskeyException;
}
