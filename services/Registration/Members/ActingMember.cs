using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Registration.Members;

/// <summary>
/// The member for whom a personal link acts. Refuses a link for another session, a member whom the link's partner does not have (whether
/// nobody or another partner has it is not told), and one whose mandate has ended.
/// </summary>
internal sealed record ActingMember(Member Member, string PartnerName)
{
    public static ProblemHttpResult? RefuseOtherSession(PersonalLink link, Guid sessionId) => link.SessionId == sessionId
        ? null
        : Problems.Forbidden("link-for-another-session", "Dieser Link gilt für eine andere Sitzung.");

    /// <summary>Null: may act.</summary>
    public static ProblemHttpResult? Refuse(ActingMember? acting) => acting switch
    {
        null => Problems.Forbidden("member-unknown", "Wir kennen Sie noch nicht. Bitte wenden Sie sich an Ihre Kommune."),
        { Member.Departed: true } => Problems.Forbidden(
            "member-departed", "Ihr Mandat ist beendet. Bitte wenden Sie sich an Ihre Kommune, wenn das nicht stimmt."),
        _ => null,
    };

    /// <summary>Null: the link's partner has no such member.</summary>
    public static Task<ActingMember?> FindAsync(RegistrationDbContext db, PersonalLink link, CancellationToken cancellation) =>
        db.Members.AsNoTracking()
            .Where(member => member.Id == link.MemberId && member.Partner == link.Partner)
            .Join(db.Partners, member => member.Partner, partner => partner.Key, (member, partner) => new ActingMember(member, partner.Name))
            .SingleOrDefaultAsync(cancellation);
}
