using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Site.Passkeys;

namespace Stadtgespraeche.Registration.SignIn.Pages.Passkeys;

/// <summary>
/// Takes an invitation: whoever accepts it becomes a member with an account, its role and a first passkey.
/// </summary>
[AllowAnonymous]
public sealed class AcceptInvitationModel(SignInManager<Account> identity, RegistrationDbContext db, TimeProvider time)
    : InvitationPage<Account, Invitation>(identity, time, path: $"{SignInPages.Root}/einladung", home: ReturnPath.Home)
{
    public string Role =>
        Invitation!.Role switch
        {
            AccountRole.Operator => "Betrieb",
            AccountRole.Coordinator => "Koordination",
            _ => "Organisation",
        };

    protected override DbContext Database => db;

    [Audited("account", Operation = "AcceptInvitation")]
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => AcceptAsync(cancellationToken);

    protected override Account ComeIn(Invitation invitation, UserPasskeyInfo passkey, DateTimeOffset now)
    {
        HttpContext.User = new ClaimsPrincipal(
            new ClaimsIdentity(
                [new("sub", $"{invitation.MemberId}"), new("partner", invitation.Partner)],
                nameof(Invitation)
            )
        );
        db.Members.Add(
            new Member
            {
                Id = invitation.MemberId,
                Partner = invitation.Partner,
                DisplayName = invitation.DisplayName,
                Version = 0,
            }
        );
        var account = new Account
        {
            // No city knows an address of this account, so no mail may open it.
            Id = invitation.MemberId,
            CreatedAt = now,
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            MailSignInOff = true,
        };
        db.Accounts.Add(account);
        db.AccountRoles.Add(
            new AccountRole
            {
                AccountId = account.Id,
                Role = invitation.Role,
                Partner = invitation.Role == AccountRole.Coordinator ? invitation.Partner : "",
            }
        );
        passkey.Name = DeviceName.Of(Request.Headers.UserAgent);
        return account;
    }

    protected override Task SignInAsync(Account user, DateTimeOffset now, CancellationToken cancellationToken) =>
        SignInMember.Handle(HttpContext, user.Id, SignInMethod.Passkey, db, Time, cancellationToken);
}
