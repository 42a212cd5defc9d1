using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Database;

[assembly: Data(Category.None, Of = typeof(DataProtectionKey))]

namespace Stadtgespraeche.Portal.SignIn;

/// <summary>What the portal's replicas share: who is signed in, and the keys that seal it.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options)
    : DbContext(options),
        IDataProtectionKeyContext
{
    public DbSet<SignedInBrowser> SignedInBrowsers => Set<SignedInBrowser>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        modelBuilder.UseSnakeCase();
    }
}
