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

    public static async Task<(ActingMember? Acting, ProblemHttpResult? Refused)> FindAsync(
        RegistrationDbContext db, PersonalLink link, CancellationToken cancellation)
    {
        var acting = await db.Members.AsNoTracking()
            .Where(member => member.Id == link.MemberId && member.Partner == link.Partner)
            .Join(db.Partners, member => member.Partner, partner => partner.Key, (member, partner) => new ActingMember(member, partner.Name))
            .SingleOrDefaultAsync(cancellation);
        return acting switch
        {
            null => (null, Problems.Forbidden("member-unknown", "Wir kennen Sie noch nicht. Bitte wenden Sie sich an Ihre Kommune.")),
            { Member.Departed: true } => (null, Problems.Forbidden(
                "member-departed", "Ihr Mandat ist beendet. Bitte wenden Sie sich an Ihre Kommune, wenn das nicht stimmt.")),
            _ => (acting, null),
        };
    }
}
