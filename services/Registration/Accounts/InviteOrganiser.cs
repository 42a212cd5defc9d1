using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Site.Passkeys;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Registration.Accounts;

/// <summary>
/// The verb <c>invite-organiser [--role organiser|operator|coordinator:PARTNER] --name NAME</c> prints a link by which
/// that person comes in with a first passkey, once and within 24 hours. Organisers and operators belong to the hub's
/// own partner, a coordinator to the coordinated one.
/// </summary>
internal static class InviteOrganiser
{
    public const string Hub = "stadtgespraeche";
    private const int MaxName = 200;

    /// <summary>
    /// Invites and returns true when the first argument is <c>invite-organiser</c>; else does nothing.
    /// </summary>
    public static async Task<bool> InviteOrganiserWhenAskedAsync(this IHost app, string[] args)
    {
        if (args is not ["invite-organiser", .. var options])
        {
            return false;
        }

        var (role, name) = options switch
        {
            ["--name", var only] => (AccountRole.Organiser, only),
            ["--role", var wanted, "--name", var given] => (wanted, given),
            ["--name", var given, "--role", var wanted] => (wanted, given),
            _ => ("", ""),
        };
        await using var scope = app.Services.CreateAsyncScope();
        var link = await CreateAsync(
            scope.ServiceProvider.GetRequiredService<RegistrationDbContext>(),
            scope.ServiceProvider.GetRequiredService<IOptions<SignInSettings>>().Value,
            role,
            name,
            scope.ServiceProvider.GetRequiredService<TimeProvider>(),
            CancellationToken.None
        );
        if (link is null)
        {
            await Console.Error.WriteLineAsync(
                "Usage: invite-organiser [--role organiser|operator|coordinator:PARTNER] --name NAME "
                    + $"(PARTNER: one that takes part; NAME: at most {MaxName} characters)"
            );
            Environment.ExitCode = 2;
            return true;
        }

        Console.WriteLine(link);
        return true;
    }

    /// <summary>Null: the role, the partner or the name cannot be used.</summary>
    public static async Task<string?> CreateAsync(
        RegistrationDbContext db,
        SignInSettings settings,
        string wanted,
        string name,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (role, partner) = wanted.Split(':') switch
        {
            [AccountRole.Organiser or AccountRole.Operator] => (wanted, Hub),
            [AccountRole.Coordinator, var key] => (AccountRole.Coordinator, key),
            _ => ("", ""),
        };
        if (
            CleanText.Characters(name)?.Trim() is not { Length: > 0 and <= MaxName } shown
            || shown.Any(char.IsControl)
            || !await db.Partners.AnyAsync(row => row.Key == partner, cancellationToken)
        )
        {
            return null;
        }

        var code = InvitationCode.New();
        var member = Guid.CreateVersion7(time.GetUtcNow());
        db.Invitations.Add(
            new Invitation
            {
                CodeHash = InvitationCode.Hash(code),
                MemberId = member,
                DisplayName = shown,
                Partner = partner,
                Role = role,
                ExpiresAt = time.GetUtcNow() + InvitationCode.Life,
            }
        );
        db.Add(AuditEntry.ByCommand(nameof(InviteOrganiser), "account", member.ToString(), time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return $"{settings.Issuer}anmelden/einladung?c={code}";
    }
}
