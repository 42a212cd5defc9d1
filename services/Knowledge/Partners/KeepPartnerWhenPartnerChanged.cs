using MassTransit;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;

namespace Stadtgespraeche.Knowledge.Partners;

/// <summary>Keeps our copy of a partner; older news is ignored.</summary>
public sealed class KeepPartnerWhenPartnerChanged(KnowledgeDbContext db) : IConsumer<PartnerChanged>
{
    public Task Consume(ConsumeContext<PartnerChanged> context)
    {
        var fact = context.Message;
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into partners (key, version, name, state) values ({fact.Partner}, {fact.Version}, {fact.Name}, {fact.State.ToString()})
            on conflict (key) do update set version = excluded.version, name = excluded.name, state = excluded.state
            where partners.version < excluded.version
            """,
            context.CancellationToken
        );
    }
}
