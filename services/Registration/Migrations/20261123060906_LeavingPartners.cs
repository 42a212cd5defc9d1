using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Stadtgespraeche.Registration.Migrations
{
    /// <inheritdoc />
    public partial class LeavingPartners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "removal_id",
                table: "erasures",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "partner_removals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    partner_name = table.Column<string>(type: "text", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    members = table.Column<int>(type: "integer", nullable: false),
                    unconfirmed_erasures = table.Column<int>(type: "integer", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_removals", x => x.id);
                    table.ForeignKey(
                        name: "fk_partner_removals_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partner_removal_parts",
                columns: table => new
                {
                    removal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    orders = table.Column<int>(type: "integer", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    counts = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_removal_parts", x => new { x.removal_id, x.owner });
                    table.ForeignKey(
                        name: "fk_partner_removal_parts_partner_removals_removal_id",
                        column: x => x.removal_id,
                        principalTable: "partner_removals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_erasures_removal_id",
                table: "erasures",
                column: "removal_id",
                filter: "removal_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_partner_removals_partner",
                table: "partner_removals",
                column: "partner",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "partner_removal_parts");

            migrationBuilder.DropTable(
                name: "partner_removals");

            migrationBuilder.DropIndex(
                name: "ix_erasures_removal_id",
                table: "erasures");

            migrationBuilder.DropColumn(
                name: "removal_id",
                table: "erasures");
        }
    }
}
