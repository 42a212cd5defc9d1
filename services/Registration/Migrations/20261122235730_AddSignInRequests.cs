using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Stadtgespraeche.Registration.Migrations
{
    /// <inheritdoc />
    public partial class AddSignInRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sign_in_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    return_to = table.Column<string>(type: "text", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_sign_in_requests_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_requests_expires_at",
                table: "sign_in_requests",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_requests_partner",
                table: "sign_in_requests",
                column: "partner");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sign_in_requests");
        }
    }
}
