using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Scheduling.Impulses;

namespace Stadtgespraeche.Scheduling.Speakers;

/// <summary>
/// Begins the draft of an invited speaker; of one id the first invitation counts. A call that is not known here is left
/// out: the speaker chooses one.
/// </summary>
public sealed class ExpectImpulseWhenSpeakerInvited(SchedulingDbContext db) : IConsumer<SpeakerInvited>
{
    public async Task Consume(ConsumeContext<SpeakerInvited> context)
    {
        var (invited, cancellationToken) = (context.Message, context.CancellationToken);
        if (await db.Impulses.AnyAsync(impulse => impulse.Id == invited.ImpulseId, cancellationToken))
        {
            return;
        }

        var isKnown = await db.ImpulseCalls.AnyAsync(call => call.Id == invited.CallId, cancellationToken);
        db.Add(Impulse.Invite(invited.ImpulseId, isKnown ? invited.CallId : null, invited.Name, invited.InvitedAt));
    }
}
