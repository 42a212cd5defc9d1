using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Notification.Erasures;

namespace Stadtgespraeche.Notification.Pages.Members;

/// <summary>Takes a person in by hand. The form makes the id, so that sending it twice makes one person.</summary>
public sealed class AddMemberModel(
    NotificationDbContext db,
    Tombstones tombstones,
    IOptions<Partner> partner,
    TimeProvider time
) : MemberPage(db, tombstones, partner, time)
{
    public override string Action => "/mitglieder/neu";

    public override string Send => "Eintragen";

    public void OnGet() => Id = Guid.CreateVersion7();

    [Audited("member", Operation = "AddMember")]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Id == Guid.Empty)
        {
            Id = Guid.CreateVersion7();
        }

        return await SaveAsync(Fields.ToRecord(Id), cancellationToken)
            ?? GoOn($"/mitglieder/{Id}", "Die Person ist eingetragen.");
    }
}
